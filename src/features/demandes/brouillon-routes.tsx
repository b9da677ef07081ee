import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findPage, nextPage } from '../../formulaire/reach.ts'
import { titreDe } from '../../formulaire/summary.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { foyerOf } from '../comptes/index.ts'
import { ConditionsChangees, conditionsOf } from '../conditions/index.ts'
import { campagneDe } from '../demarches/index.ts'
import { computeDu } from '../paiements/index.ts'
import { removePiece } from '../pieces/index.ts'
import { autosave, pageSent } from './autosave.ts'
import type { BrouillonAvecPieces } from './brouillon-store.ts'
import { addEnfant, removeEnfant } from './change-instances.ts'
import { deleteBrouillon } from './delete-brouillon.ts'
import type { DemandesDeps } from './demandes-deps.ts'
import { actOnDocuments, offresDeLaPage } from './documents-de-brouillon.ts'
import { CommencerPage } from './pages/commencer-page.tsx'
import { PageDeFormulaire } from './pages/page-de-formulaire.tsx'
import { VerificationPage } from './pages/verification-page.tsx'
import { type BrouillonOuvert, openBrouillon, openRow } from './parcours-de-brouillon.ts'
import { BrouillonIntrouvable, BrouillonModifieAilleurs } from './refusals.ts'
import { savePage, withPage } from './save-page.ts'
import { startBrouillon } from './start-brouillon.ts'
import { submitDemande } from './submit-demande.ts'

interface Params {
  id: string
  slug: string
  page: string
  instance?: string
}

const USAGER = { config: { access: 'usager' } } as const

export function brouillonRoutes(web: FastifyInstance, deps: DemandesDeps): void {
  web.get<{ Params: Params }>('/espace/demarches/:slug/commencer', USAGER, (request, reply) =>
    showStart(deps, request, reply),
  )
  web.post<{ Params: Params }>('/espace/demarches/:slug/commencer', USAGER, (request, reply) =>
    postStart(deps, request, reply),
  )
  web.get<{ Params: Params }>('/espace/brouillons/:id', USAGER, (request, reply) =>
    resume(deps, request, reply),
  )
  web.post<{ Params: Params }>('/espace/brouillons/:id/suppression', USAGER, async (request, reply) => {
    await deleteBrouillon(deps, usagerDe(request), request.params.id)
    return reply.goTo('/espace')
  })
  web.get<{ Params: Params }>('/espace/brouillons/:id/verification', USAGER, (request, reply) =>
    check(deps, request, reply),
  )
  web.post<{ Params: Params }>('/espace/brouillons/:id/depot', USAGER, async (request, reply) =>
    reply.goTo(`/espace/demandes/${await submitDemande(deps, usagerDe(request), request.params.id)}?depot=1`),
  )
  for (const path of ['/espace/brouillons/:id/:page', '/espace/brouillons/:id/:page/:instance']) {
    web.get<{ Params: Params }>(path, USAGER, async (request, reply) => {
      const ouvert = await openBrouillon(deps, usagerDe(request).usagerId, request.params.id)
      return showPage(deps, request, reply, ouvert, 'saisie')
    })
    web.post<{ Params: Params; Querystring: { enregistrer?: string } }>(path, USAGER, (request, reply) =>
      postPage(deps, request, reply),
    )
  }
}

type Request = FastifyRequest<{ Params: Params }>

async function showStart(
  deps: DemandesDeps,
  request: Request,
  reply: FastifyReply,
  changees = false,
): Promise<FastifyReply> {
  const { demarche } = deps.catalogue.get(request.params.slug)
  deps.calendrier.exigeOuverte(demarche.slug)
  const textes = await conditionsOf(deps.db, usagerDe(request).usagerId, demarche.slug)
  const texte = textes.find((one) => one.texte === demarche.slug)
  return reply.page({
    statut: changees ? 409 : 200,
    titre: demarche.titre,
    contenu: (
      <CommencerPage
        demarche={demarche}
        aAccepter={texte && texte.acceptee !== texte.numero ? texte.numero : undefined}
        changees={changees}
      />
    ),
  })
}

async function postStart(deps: DemandesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const lues = textField(request.body, 'conditions')
  const numero = lues === '' ? undefined : /^[1-9]\d{0,5}$/.test(lues) ? Number(lues) : 0
  try {
    const id = await startBrouillon(deps, usagerDe(request), request.params.slug, numero)
    return reply.goTo(`/espace/brouillons/${id}`)
  } catch (error) {
    if (!(error instanceof ConditionsChangees)) throw error
    return showStart(deps, request, reply, true)
  }
}
const adresseDe = ({ page, instance }: Params): string => (instance ? `${page}/${instance}` : page)

async function resume(deps: DemandesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const ouvert = await openBrouillon(deps, usagerDe(request).usagerId, request.params.id)
  const { parcours, brouillon } = ouvert
  const page = findPage(parcours, brouillon.page) ?? parcours.premiereIncomplete ?? parcours.pages[0]
  if (!page) throw new BrouillonIntrouvable()
  return showPage(deps, request, reply, ouvert, 'saisie', page.adresse)
}

async function showPage(
  deps: DemandesDeps,
  request: Request,
  reply: FastifyReply,
  ouvert: BrouillonOuvert,
  quoi: 'saisie' | 'erreurs' | 'conflit',
  adresse = adresseDe(request.params),
): Promise<FastifyReply> {
  const { parcours, brouillon, definition, publiee } = ouvert
  const page = findPage(parcours, adresse)
  if (!page) throw new BrouillonIntrouvable()
  const groupe = page.page.kind === 'simple' ? undefined : page.page.groupe
  const saisie =
    page.instance && groupe
      ? brouillon.saisie.groupes[groupe]?.find((i) => i.id === page.instance?.id)?.valeurs
      : brouillon.saisie.racine
  const enListe = page.page.kind === 'liste' && !page.instance
  const facts = definition.groupes.find((g) => g.id === groupe)
  const erreurs = quoi === 'erreurs' && page.erreurs.length > 0
  return reply.page({
    statut: erreurs ? 422 : quoi === 'conflit' ? 409 : 200,
    titre: `${erreurs ? 'Erreur : ' : ''}${titreDe(page)}`,
    contenu: (
      <PageDeFormulaire
        brouillonId={brouillon.id}
        revision={brouillon.revision}
        demarche={publiee.demarche.titre}
        parcours={parcours}
        page={page}
        saisie={saisie ?? {}}
        montrerErreurs={erreurs}
        conflit={quoi === 'conflit'}
        changements={brouillon.changements}
        enfantsDuFoyer={enListe ? await offered(deps, request, ouvert) : []}
        nomInstance={facts?.nomInstance ?? ''}
        plein={enListe && page.elements.length >= (facts?.max ?? 0)}
        mesDocuments={{
          offres: await offresDeLaPage(deps, usagerDe(request), page),
          aujourdhui: parisDay(deps.clock.now()),
        }}
      />
    ),
  })
}

/** The children of the foyer that are not in the brouillon yet. */
async function offered(
  deps: DemandesDeps,
  request: Request,
  { brouillon }: BrouillonOuvert,
): Promise<{ id: string; libelle: string }[]> {
  const pris = new Set(
    Object.values(brouillon.saisie.groupes).flatMap((instances) => instances.map((instance) => instance.id)),
  )
  const foyer = await foyerOf(deps.db, usagerDe(request).usagerId)
  return foyer
    .filter((enfant) => !pris.has(enfant.id))
    .map((enfant) => ({ id: enfant.id, libelle: `${enfant.prenom} ${enfant.nom}` }))
}

async function postPage(
  deps: DemandesDeps,
  request: FastifyRequest<{ Params: Params; Querystring: { enregistrer?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  const { id, page } = request.params
  const fields = (request.body ?? {}) as Fields
  const saved = pageSent(fields, request.params)
  if (request.query.enregistrer === '1') return autosave(deps, acteur, reply, saved)
  const ajout = textField(fields, 'ajouter') === '1' || textField(fields, 'reprendre') !== ''
  if (ajout) {
    const added = await addEnfant(deps, acteur, {
      ...saved,
      foyerEnfantId: textField(fields, 'reprendre') || undefined,
    })
    return reply.goTo(`/espace/brouillons/${id}/${added}`)
  }
  const retrait = textField(fields, 'retirer')
  if (retrait) {
    await removeEnfant(deps, acteur, { ...saved, retireId: retrait })
    return reply.goTo(`/espace/brouillons/${id}/${page}`)
  }
  let row: BrouillonAvecPieces
  try {
    row = await savePage(deps, acteur, saved)
  } catch (error) {
    if (!(error instanceof BrouillonModifieAilleurs)) throw error
    const ouvert = await openBrouillon(deps, acteur.usagerId, id, (saisie, definition) =>
      withPage(saisie, definition, saved),
    )
    return showPage(deps, request, reply, ouvert, 'conflit')
  }
  const retirerPiece = textField(fields, 'retirer-piece')
  if (retirerPiece) {
    await removePiece(deps, acteur, retirerPiece)
    return reply.goTo(`/espace/brouillons/${id}/${adresseDe(request.params)}`)
  }
  if (await actOnDocuments(deps, acteur, fields, id))
    return reply.goTo(`/espace/brouillons/${id}/${adresseDe(request.params)}`)
  return afterSave(deps, request, reply, row)
}

async function afterSave(
  deps: DemandesDeps,
  request: Request,
  reply: FastifyReply,
  row: BrouillonAvecPieces,
): Promise<FastifyReply> {
  const { id } = request.params
  const ouvert = await openRow(deps, usagerDe(request).usagerId, row)
  const page = findPage(ouvert.parcours, adresseDe(request.params))
  if (!page)
    return reply.goTo(
      `/espace/brouillons/${id}/${ouvert.parcours.premiereIncomplete?.adresse ?? 'verification'}`,
    )
  if (page.erreurs.length > 0) return showPage(deps, request, reply, ouvert, 'erreurs')
  const incomplete = page.elements.find((element) => !element.complete)
  const next = incomplete ?? nextPage(ouvert.parcours, page)
  return reply.goTo(`/espace/brouillons/${id}/${next?.adresse ?? 'verification'}`)
}

async function check(deps: DemandesDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const { usagerId } = usagerDe(request)
  const { brouillon, publiee, definition, parcours } = await openBrouillon(deps, usagerId, request.params.id)
  const { etat, phrase } = await campagneDe(deps.db, publiee.demarche, deps.clock.now())
  return reply.page({
    titre: 'Relisez avant d’envoyer',
    contenu: (
      <VerificationPage
        brouillonId={brouillon.id}
        demarche={publiee.demarche}
        parcours={parcours}
        du={parcours.complet ? computeDu(publiee.demarche, definition, parcours.reponses) : null}
        enLigne={deps.prestataire !== undefined}
        ferme={etat === 'ouverte' ? undefined : phrase}
      />
    ),
  })
}
