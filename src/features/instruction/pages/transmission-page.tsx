import type { Demarche } from '../../../formulaire/demarche.ts'
import { Case, Groupe, Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { effetsDeLaTransmission } from '../../demandes/index.ts'
import {
  AUTRE,
  autoritesDe,
  type ErreursDeTransmission,
  type TransmissionTapee,
} from '../transmission-saisie.ts'

interface TransmissionPageProps {
  reference: string
  revision: number
  deposeeLe: Date
  demarche: Demarche
  tape: TransmissionTapee
  erreurs: ErreursDeTransmission
}

/** To which authority, and why. */
export function TransmissionPage(props: TransmissionPageProps) {
  const { reference, revision, tape, erreurs } = props
  return (
    <div class="formulaire">
      <p>
        <a href={`/agents/demandes/${reference}`}>Demande {reference}</a>
      </p>
      <h1 tabIndex={-1}>Transmettre à une autre autorité</h1>
      <p class="chapeau">
        Quand le Département n’est pas compétent, il transmet la demande à l’autorité qui l’est et prévient
        l’usager (CRPA, L114-2).
      </p>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <form method="post" action={`/agents/demandes/${reference}/transmission`} noValidate>
        <input type="hidden" name="revision" value={String(revision)} />
        <Autorites {...props} />
        <ZoneDeTexte
          nom="motifs"
          libelle="Pourquoi cette autorité est-elle compétente ?"
          aide="La règle et le fait, en mots simples : l’usager les lira."
          valeur={tape.motifs}
          messages={unMessage(erreurs.motifs)}
        />
        <div class="encadre" data-ton="attention">
          <p>La demande est terminée ici. L’usager est prévenu, avec ceci :</p>
          {effetsDeLaTransmission(props.deposeeLe).map((texte) => (
            <p>{texte}</p>
          ))}
          <p>Vous enverrez ensuite le bordereau et le dossier, à télécharger sur la demande.</p>
        </div>
        <div class="actions">
          <button type="submit" class="ds-button">
            Transmettre la demande
          </button>
        </div>
      </form>
    </div>
  )
}

function Autorites({ demarche, tape, erreurs }: TransmissionPageProps) {
  const known = autoritesDe(demarche)
  return (
    <>
      <Groupe nom="choix" libelle="À quelle autorité ?" messages={unMessage(erreurs.choix)} cases="radio">
        {known.map(({ nom, quand, adressePostale }, rang) => (
          <Case
            type="radio"
            id={rang === 0 ? 'choix' : `choix-${rang}`}
            nom="choix"
            valeur={String(rang)}
            libelle={nom}
            aide={[quand, adressePostale.join(', ')].filter(Boolean).join(' ')}
            cochee={tape.choix === String(rang)}
          />
        ))}
        <Case
          type="radio"
          id={known.length === 0 ? 'choix' : 'choix-autre'}
          nom="choix"
          valeur={AUTRE}
          libelle="Une autre autorité"
          aide="Écrivez ci-dessous son nom et son adresse."
          cochee={tape.choix === AUTRE}
        />
      </Groupe>
      <Ligne
        nom="autorite"
        libelle="Nom de l’autre autorité"
        valeur={tape.autorite}
        messages={unMessage(erreurs.autorite)}
      />
      <ZoneDeTexte
        nom="adresse"
        libelle="Son adresse postale"
        valeur={tape.adresse}
        messages={unMessage(erreurs.adresse)}
        lignes={3}
      />
      <Ligne
        nom="contact"
        libelle="Son courriel ou son téléphone (facultatif)"
        valeur={tape.contact}
        messages={unMessage(erreurs.contact)}
      />
    </>
  )
}
