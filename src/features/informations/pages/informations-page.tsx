import { dateEnMots } from '../../../formulaire/dates.ts'
import type { PageVue } from '../../../formulaire/reach.ts'
import { ChampView } from '../../../ui/champs/index.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { EnfantDuFoyer } from '../../comptes/index.ts'
import type { Lecture } from '../informations.ts'

const BASE = '/espace/compte/informations'
const FAITS: Readonly<Record<string, string>> = {
  foyer: 'Votre foyer est enregistré.',
}

/** The fields of one of the two forms. */
function Champs({ lecture, montrerErreurs }: { lecture: Lecture; montrerErreurs: boolean }) {
  return (
    <>
      {lecture.vue.sections.flatMap(({ champs }) =>
        champs.map((vue) => (
          <ChampView
            vue={vue}
            saisie={lecture.saisie.racine}
            montrerErreurs={montrerErreurs}
            adressePieces=""
            retour=""
          />
        )),
      )}
    </>
  )
}

const erreursDe = (vue: PageVue) => vue.erreurs.map(({ nom, message }) => ({ nom, message }))

export function InformationsPage(props: {
  lecture: Lecture
  montrerErreurs: boolean
  enfants: readonly EnfantDuFoyer[]
  fait?: string | undefined
}) {
  const { lecture, montrerErreurs, enfants } = props
  const dit = props.fait ? FAITS[props.fait] : undefined
  return (
    <div class="formulaire">
      {dit ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>{dit}</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>Mes informations</h1>
      {montrerErreurs ? <ErrorSummary erreurs={erreursDe(lecture.vue)} /> : null}
      <p class="chapeau">
        Elles sont proposées dans chaque formulaire, pour ne pas les redemander. Seul le nom est obligatoire.
      </p>
      <form method="post" action={BASE} noValidate>
        <Champs lecture={lecture} montrerErreurs={montrerErreurs} />
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer
          </button>
          <a href="/espace/compte">Annuler</a>
        </div>
      </form>
      <p class="doux">Les demandes déjà envoyées gardent ce que vous y aviez écrit.</p>
      <Foyer enfants={enfants} />
    </div>
  )
}

function Foyer({ enfants }: { enfants: readonly EnfantDuFoyer[] }) {
  return (
    <section>
      <h2>Les enfants de mon foyer</h2>
      {enfants.length === 0 ? <p>Aucun enfant enregistré.</p> : null}
      <ul class="fichiers">
        {enfants.map(({ id, prenom, nom, dateNaissance }) => (
          <li>
            <span>
              <strong>
                {prenom} {nom}
              </strong>
              <br />
              <span class="doux">naissance : {dateEnMots(dateNaissance)}</span>
            </span>
            <span class="actions">
              <a href={`${BASE}/enfants/${id}`}>
                Corriger<span class="sr"> {prenom}</span>
              </a>
              <form method="post" action={`${BASE}/enfants/${id}/retrait`}>
                <button type="submit" class="lien">
                  Retirer<span class="sr"> {prenom}</span>
                </button>
              </form>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href={`${BASE}/enfants/nouveau`}>Ajouter un enfant</a>
      </p>
    </section>
  )
}

export function EnfantPage(props: { lecture: Lecture; montrerErreurs: boolean; id: string }) {
  const { lecture, montrerErreurs, id } = props
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>{id === 'nouveau' ? 'Ajouter un enfant' : 'Corriger un enfant'}</h1>
      {montrerErreurs ? <ErrorSummary erreurs={erreursDe(lecture.vue)} /> : null}
      <form method="post" action={`${BASE}/enfants/${id}`} noValidate>
        <Champs lecture={lecture} montrerErreurs={montrerErreurs} />
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer
          </button>
          <a href={BASE}>Annuler</a>
        </div>
      </form>
    </div>
  )
}
