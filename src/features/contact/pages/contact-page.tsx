import { Case, Groupe } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import { type AdresseRefusee, AdresseRefuseeView } from '../../comptes/index.ts'
import type { AccordDeNotification } from '../accord-store.ts'
import { type Choix, GENRES, GENRES_LIBRES, type Genre, type GenreLibre } from '../genres.ts'
import { MANQUE_ACCORD, NotificationSection } from './notification-section.tsx'

export interface ContactPageProps {
  email: string
  choix: Choix
  refusee: AdresseRefusee | undefined
  /** The kinds that were sent without a choice. */
  manquants: readonly GenreLibre[]
  /** What they said of being notified of decisions in the space. */
  accord: AccordDeNotification | undefined
  /** That answer was sent without a choice. */
  manqueAccord: boolean
  /** Just saved. */
  fait: boolean
}

const MANQUE = 'Choisissez l’une des deux réponses.'

export function ContactPage(props: ContactPageProps) {
  const { email, choix, refusee, manquants, accord, manqueAccord, fait } = props
  const erreurs = [
    ...manquants.map((nom) => ({ nom, message: MANQUE })),
    ...(manqueAccord ? [{ nom: 'notification', message: MANQUE_ACCORD }] : []),
  ]
  return (
    <div class="formulaire">
      {fait ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>Votre choix est enregistré.</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>Comment nous vous écrivons</h1>
      <ErrorSummary erreurs={erreurs} />
      <p class="chapeau">
        Tout est dans votre espace. Nous vous écrivons aussi à <strong>{email}</strong>, sauf là où vous
        choisissez autrement.
      </p>
      {refusee ? <AdresseRefuseeView {...refusee} /> : null}
      <form method="post" action="/espace/compte/contact" noValidate>
        <h2>Ce que vous choisissez</h2>
        {GENRES_LIBRES.map((nom) => (
          <Groupe
            nom={nom}
            libelle={GENRES[nom].titre}
            aide={GENRES[nom].exemples}
            messages={manquants.includes(nom) ? [MANQUE] : []}
            cases="radio"
          >
            <Moyen nom={nom} valeur="courriel" libelle="En ligne et par courriel" cochee={choix[nom]} />
            <Moyen nom={nom} valeur="en-ligne" libelle="En ligne seulement" cochee={!choix[nom]} />
          </Groupe>
        ))}
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer
          </button>
          <a href="/espace/compte">Annuler</a>
        </div>
      </form>
      <NotificationSection accord={accord} manque={manqueAccord} />
      <Imposes />
    </div>
  )
}

function Moyen(props: { nom: GenreLibre; valeur: string; libelle: string; cochee: boolean }) {
  // The first button of a group has the group's id: that is where the error summary leads.
  const id = props.valeur === 'courriel' ? idDe(props.nom) : `${idDe(props.nom)}-${props.valeur}`
  return <Case type="radio" {...props} id={id} />
}

function Imposes() {
  const imposes = (Object.values(GENRES) as Genre[]).filter(({ impose }) => impose)
  return (
    <section>
      <h2>Ce que nous vous écrivons toujours</h2>
      <p>En ligne et par courriel. Cela ne peut pas être changé : voici pourquoi.</p>
      <dl class="resume">
        {imposes.map(({ titre, exemples, impose }) => (
          <div>
            <dt>{titre}</dt>
            <dd>
              {exemples}
              <br />
              <span class="doux">{impose}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
