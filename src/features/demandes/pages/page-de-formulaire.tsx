import type { SaisieScope } from '../../../formulaire/definition.ts'
import type { PageVue, Parcours } from '../../../formulaire/reach.ts'
import { titreDe } from '../../../formulaire/summary.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ChampView } from '../../../ui/champs/index.tsx'
import { type ErreurDePage, ErrorSummary } from '../../../ui/error-summary.tsx'
import type { Offre } from '../../documents/index.ts'
import { DocumentsDeLaPage } from './documents-de-la-page.tsx'

export interface PageDeFormulaireProps {
  brouillonId: string
  revision: number
  demarche: string
  parcours: Parcours
  page: PageVue
  saisie: SaisieScope
  montrerErreurs: boolean
  /** Another tab saved this brouillon: what was typed here is shown and not yet kept. */
  conflit: boolean
  changements: readonly string[] | null
  enfantsDuFoyer: readonly { id: string; libelle: string }[]
  nomInstance: string
  plein: boolean
  /** What the person keeps, where the page asks for documents. */
  offres: readonly Offre[]
  /** YYYY-MM-DD in Paris. */
  aujourdhui: string
}

/** « Étape 2 sur 6 » never goes back: it counts each page that is reached, each child's own, and the last look. */
function etapeDe({ pages }: Parcours, page: PageVue): { rang: number; total: number } {
  const index = pages.findIndex((vue) => vue === page || vue.elements.includes(page))
  return { rang: index + 1, total: pages.length + 1 }
}

export function PageDeFormulaire(props: PageDeFormulaireProps) {
  const { page, parcours, montrerErreurs } = props
  const base = `/espace/brouillons/${props.brouillonId}`
  const { rang, total } = etapeDe(parcours, page)
  return (
    <div class="formulaire">
      <p class="doux">
        {props.demarche} · étape {rang} sur {total}
      </p>
      <h1 tabIndex={-1}>{titreDe(page)}</h1>
      {page.page.aide && !page.instance ? <p class="chapeau">{page.page.aide}</p> : null}
      <Changements changements={props.changements} />
      {props.conflit ? (
        <Alert ton="attention" titre="Ce brouillon a changé dans un autre onglet" prendLeFocus>
          <p>Ce que vous avez écrit ici est encore là, mais n’est pas encore enregistré.</p>
          <p>Relisez cette page, puis continuez : c’est elle qui sera gardée.</p>
        </Alert>
      ) : null}
      {montrerErreurs ? <ErrorSummary erreurs={erreursAvecQuestion(page)} /> : null}
      {page.page.kind === 'liste' && !page.instance ? (
        <ListeDInstances {...props} base={base} />
      ) : (
        <Champs {...props} base={base} />
      )}
    </div>
  )
}

function erreursAvecQuestion(page: PageVue): ErreurDePage[] {
  const champs = page.sections.flatMap((section) => section.champs)
  return page.erreurs.map((erreur) => {
    const champ = champs.find((vu) => vu.erreurs.includes(erreur))?.champ
    return champ ? { ...erreur, libelle: champ.libelle } : erreur
  })
}

function Changements({ changements }: { changements: readonly string[] | null }) {
  if (!changements || changements.length === 0) return null
  return (
    <div class="encadre" data-ton="attention" role="status">
      <p>Le formulaire a changé depuis votre dernière visite. Vos réponses sont gardées :</p>
      <ul>
        {changements.map((changement) => (
          <li>{changement}</li>
        ))}
      </ul>
    </div>
  )
}

function Champs(props: PageDeFormulaireProps & { base: string }) {
  const { page, base, saisie, montrerErreurs } = props
  const ici = `${base}/${page.adresse}`
  return (
    <form method="post" action={ici} data-autosave={`${ici}?enregistrer=1`} noValidate>
      <input type="hidden" name="revision" value={String(props.revision)} />
      {/* The Enter key presses the first button of a form: it must not be one that removes a document. */}
      <button type="submit" class="sr" tabIndex={-1} aria-hidden="true">
        Enregistrer et continuer
      </button>
      {page.sections.map((section) => (
        <>
          {section.titre ? <h2>{section.titre}</h2> : null}
          {section.aide ? <p>{section.aide}</p> : null}
          {section.champs.map((vue) => (
            <>
              <ChampView
                vue={vue}
                saisie={saisie}
                montrerErreurs={montrerErreurs}
                adressePieces={`${base}/pieces`}
                retour={ici}
              />
              <DocumentsDeLaPage vue={vue} offres={props.offres} aujourdhui={props.aujourdhui} />
            </>
          ))}
        </>
      ))}
      <div class="actions">
        <button type="submit" class="ds-button">
          Enregistrer et continuer
        </button>
        <span class="doux" role="status" data-autosave-etat />
      </div>
      <p>
        <a href="/espace">Finir plus tard</a>{' '}
        <span class="doux">– ce que vous avez enregistré est gardé 100 jours.</span>
      </p>
    </form>
  )
}

function ListeDInstances(props: PageDeFormulaireProps & { base: string }) {
  const { page, base, nomInstance } = props
  const ici = `${base}/${page.adresse}`
  return (
    <form method="post" action={ici} noValidate>
      <input type="hidden" name="revision" value={String(props.revision)} />
      <ul class="fichiers">
        {page.elements.map((element) => (
          <li>
            <span>
              <strong>{element.instance?.nom}</strong>
              {element.complete ? null : <span class="erreur"> à compléter</span>}
            </span>
            <span>
              <a href={`${base}/${element.adresse}`}>
                Modifier<span class="sr"> {element.instance?.nom}</span>
              </a>{' '}
              <button type="submit" class="lien" name="retirer" value={element.instance?.id}>
                Retirer<span class="sr"> {element.instance?.nom}</span>
              </button>
            </span>
          </li>
        ))}
      </ul>
      {props.plein ? (
        <p>
          Vous avez atteint le nombre le plus grand de ce formulaire. Pour une famille plus nombreuse,
          appelez-nous.
        </p>
      ) : (
        <div class="actions">
          {props.enfantsDuFoyer.map((enfant) => (
            <button
              type="submit"
              class="ds-button"
              data-variant="secondary"
              name="reprendre"
              value={enfant.id}
            >
              Reprendre {enfant.libelle}
            </button>
          ))}
          <button
            type="submit"
            class="ds-button"
            data-variant="secondary"
            name="ajouter"
            value="1"
            id="ajouter"
          >
            Ajouter un {nomInstance}
          </button>
        </div>
      )}
      <div class="actions">
        <button type="submit" class="ds-button">
          Continuer
        </button>
      </div>
      <p>
        <a href="/espace">Finir plus tard</a>
      </p>
    </form>
  )
}
