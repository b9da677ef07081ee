import { Alert } from '../../../ui/alert.tsx'
import { Case, Groupe, Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { ErreursFermeture, FermetureTapee } from '../check-fermeture.ts'
import { quandEnMots } from '../fermeture.ts'
import type { MaintenanceNotee } from '../maintenances.query.ts'

interface PlanificationProps {
  tapee: FermetureTapee
  erreurs: ErreursFermeture
  demarches: readonly { slug: string; titre: string }[]
  notee: MaintenanceNotee | undefined
  /** Another administrator changed it since the page was shown. */
  conflit: boolean
  /** It has begun: only its end and its reason can change. */
  commencee: boolean
}

/** A maintenance, as it is being planned or changed. */
export function PlanificationPage(props: PlanificationProps) {
  const { tapee, erreurs, notee, conflit, commencee } = props
  const adresse = `/agents/administration/maintenances/${notee ? `${notee.numero}/modifier` : 'nouvelle'}`
  return (
    <div class="formulaire">
      <p>
        <a href="/agents/administration/maintenances">Maintenances</a>
      </p>
      <h1 tabIndex={-1}>{notee ? 'Modifier une maintenance' : 'Prévoir une maintenance'}</h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      {conflit && notee ? (
        <Alert ton="attention" role="alert" prendLeFocus>
          <p>
            Une autre personne a changé cette maintenance entre-temps : elle est prévue {quandEnMots(notee)},
            « {notee.motif} ». Rien n’a été écrasé. Ce que vous aviez écrit est ci-dessous.
          </p>
        </Alert>
      ) : null}
      <form method="post" action={adresse}>
        <input type="hidden" name="revision" value={notee?.revision ?? 0} />
        {commencee ? <p>Elle a commencé : vous pouvez changer sa fin et son motif.</p> : <Debut {...props} />}
        <Moment
          jour="finJour"
          heure="finHeure"
          libelle="Fin"
          tapee={tapee}
          erreurs={erreurs}
          aide="Prévoyez large : finir plus tôt ne gêne personne."
        />
        <ZoneDeTexte
          nom="motif"
          libelle="Pourquoi"
          aide="Chacun le lira, sur toutes les pages. Par exemple : « Nous installons une nouvelle version. »"
          valeur={tapee.motif}
          messages={unMessage(erreurs.motif)}
          lignes={3}
        />
        <button type="submit" class="ds-button">
          {notee ? 'Enregistrer' : 'Prévoir cette maintenance'}
        </button>
      </form>
    </div>
  )
}

function Debut({ tapee, erreurs, demarches }: PlanificationProps) {
  const choix = [{ slug: '', titre: 'Tout le portail' }, ...demarches]
  return (
    <>
      <Groupe
        nom="demarche"
        libelle="Que faut-il fermer ?"
        messages={unMessage(erreurs.demarche)}
        cases="radio"
      >
        {choix.map(({ slug, titre }) => (
          <Case
            type="radio"
            id={`demarche-${slug || 'portail'}`}
            nom="demarche"
            valeur={slug}
            libelle={titre}
            cochee={tapee.demarche === slug}
          />
        ))}
      </Groupe>
      <Moment jour="debutJour" heure="debutHeure" libelle="Début" tapee={tapee} erreurs={erreurs} />
    </>
  )
}

function Moment(props: {
  jour: 'debutJour' | 'finJour'
  heure: 'debutHeure' | 'finHeure'
  libelle: string
  aide?: string
  tapee: FermetureTapee
  erreurs: ErreursFermeture
}) {
  const { jour, heure, libelle, tapee, erreurs } = props
  return (
    <div class="moment">
      <Ligne
        nom={jour}
        libelle={`${libelle} : jour`}
        aide={props.aide}
        valeur={tapee[jour]}
        messages={unMessage(erreurs[jour])}
        type="date"
        court
      />
      <Ligne
        nom={heure}
        libelle={`${libelle} : heure`}
        aide="Heure de Paris."
        valeur={tapee[heure]}
        messages={unMessage(erreurs[heure])}
        type="time"
        court
      />
    </div>
  )
}
