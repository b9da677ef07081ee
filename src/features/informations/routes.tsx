import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Personne, SAISIE_VIDE } from '../../formulaire/definition.ts'
import { personneEnSaisie } from '../../formulaire/prefill.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { type Compte, findEnfant, foyerOf, getCompte } from '../comptes/index.ts'
import { addEnfant, changeEnfant, removeEnfant } from './change-foyer.ts'
import { changeInformations, type InformationsDeps } from './change-informations.ts'
import {
  formulaireEnfant,
  formulaireVous,
  informationsDe,
  type Lecture,
  lireEnvoi,
  lireFormulaire,
} from './informations.ts'
import { EnfantPage, InformationsPage } from './pages/informations-page.tsx'
import { EnfantIntrouvable } from './refusals.ts'

const USAGER = { config: { access: 'usager' } } as const
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const
const BASE = '/espace/compte/informations'
const NOUVEAU = 'nouveau'

/** « Mes informations » and the children of the household. */
export function informationsRoutes(web: FastifyInstance, deps: InformationsDeps): void {
  const today = () => parisDay(deps.clock.now())
  web.get<{ Querystring: { fait?: string } }>(BASE, SIEN, async (request, reply) => {
    const compte = await getCompte(deps.db, usagerDe(request).usagerId)
    const saisie = { ...SAISIE_VIDE, racine: saisieDe(compte) }
    const lecture = lireFormulaire(formulaireVous(today()), saisie, today())
    return showInformations(deps, request, reply, lecture, request.query.fait)
  })
  web.post(BASE, USAGER, async (request, reply) => {
    const lecture = lireEnvoi(formulaireVous(today()), request.body as Fields, today())
    if (!lecture.vue.complete) return showInformations(deps, request, reply, lecture)
    await changeInformations(deps, usagerDe(request), informationsDe(lecture.reponses))
    return reply.goTo('/espace/compte?fait=informations')
  })
  foyerRoutes(web, deps, today)
}

function foyerRoutes(web: FastifyInstance, deps: InformationsDeps, today: () => string): void {
  const ENFANT = `${BASE}/enfants/:id`
  web.get<{ Params: { id: string } }>(ENFANT, USAGER, async (request, reply) => {
    const { id } = request.params
    const enfant = id === NOUVEAU ? undefined : await findEnfant(deps.db, usagerDe(request).usagerId, id)
    if (!enfant && id !== NOUVEAU) throw new EnfantIntrouvable()
    const racine = enfant ? personneEnSaisie('enfant', enfant) : {}
    const lecture = lireFormulaire(formulaireEnfant(today()), { ...SAISIE_VIDE, racine }, today())
    return showEnfant(reply, id, lecture, false)
  })
  web.post<{ Params: { id: string } }>(ENFANT, USAGER, async (request, reply) => {
    const { id } = request.params
    const lecture = lireEnvoi(formulaireEnfant(today()), request.body as Fields, today())
    if (!lecture.vue.complete) return showEnfant(reply, id, lecture, true)
    const { prenom, nom, dateNaissance } = lecture.reponses.racine.enfant as Personne
    const acteur = usagerDe(request)
    if (id === NOUVEAU) await addEnfant(deps, acteur, { prenom, nom, dateNaissance })
    else await changeEnfant(deps, acteur, { id, prenom, nom, dateNaissance })
    return reply.goTo(`${BASE}?fait=foyer`)
  })
  web.post<{ Params: { id: string } }>(`${ENFANT}/retrait`, USAGER, async (request, reply) => {
    await removeEnfant(deps, usagerDe(request), request.params.id)
    return reply.goTo(`${BASE}?fait=foyer`)
  })
}

function saisieDe(compte: Compte): Record<string, string> {
  const [annee = '', mois = '', jour = ''] = (compte.dateNaissance ?? '').split('-')
  const adresse = Object.entries(compte.adresse ?? {}).map(([partie, texte]) => [`adresse.${partie}`, texte])
  return {
    'identite.civilite': compte.civilite ?? '',
    'identite.prenom': compte.prenom,
    'identite.nom': compte.nom,
    ...(jour
      ? {
          'naissance.jour': String(Number(jour)),
          'naissance.mois': String(Number(mois)),
          'naissance.annee': annee,
        }
      : {}),
    telephone: compte.telephone ?? '',
    ...Object.fromEntries(adresse),
  }
}

async function showInformations(
  deps: InformationsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  lecture: Lecture,
  fait?: string,
): Promise<FastifyReply> {
  const refuse = request.method === 'POST'
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: `${refuse ? 'Erreur : m' : 'M'}es informations`,
    contenu: (
      <InformationsPage
        lecture={lecture}
        montrerErreurs={refuse}
        enfants={await foyerOf(deps.db, usagerDe(request).usagerId)}
        fait={fait}
      />
    ),
  })
}

const showEnfant = (reply: FastifyReply, id: string, lecture: Lecture, refuse: boolean): FastifyReply =>
  reply.page({
    statut: refuse ? 422 : 200,
    titre: `${refuse ? 'Erreur : e' : 'E'}nfant de mon foyer`,
    contenu: <EnfantPage id={id} lecture={lecture} montrerErreurs={refuse} />,
  })
