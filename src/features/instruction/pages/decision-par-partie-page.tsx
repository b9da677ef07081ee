import { dateEnMots } from '../../../formulaire/dates.ts'
import type { PartieDeResume } from '../../../formulaire/summary.ts'
import { Case, Groupe, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
import { type Erreurs, type PartieDemandee, parPersonne } from '../../decisions/index.ts'
import { faitEnMots } from '../actes-labels.ts'
import { momentCourt } from '../jours.ts'
import type { RefusRendu } from '../saisie-rendue.ts'
import { DECIDEUR_ANONYME } from './refus-alerte.tsx'

export interface PartiesRendues {
  valeurs: Readonly<Record<string, string>>
  erreurs: Erreurs
  /** Why nothing was done, when the fault is not in the form. */
  refus?: RefusRendu
}

export interface DecisionParPartiePageProps {
  reference: string
  revision: number
  demandeur: string
  parties: readonly PartieDemandee[]
  /** The answers, to be read beside the form. */
  resume: readonly PartieDeResume[]
  /** Whether the demande may be decided now. */
  ouvert: boolean
  rendues?: PartiesRendues
}

/** One line for each option of each person: granted or refused, with its reasons. */
export function DecisionParPartiePage(props: DecisionParPartiePageProps) {
  const { reference, demandeur, parties, ouvert, rendues } = props
  return (
    <>
      <Fil
        etapes={[
          ['Demandes à examiner', '/agents'],
          [reference, `/agents/demandes/${reference}`],
        ]}
        ici="Décider point par point"
      />
      <h1 tabIndex={-1}>
        Décider point par point <span class="reference">{reference}</span>
      </h1>
      {rendues?.refus ? <Refus refus={rendues.refus} valeurs={rendues.valeurs} ouvert={ouvert} /> : null}
      <ErrorSummary erreurs={(rendues?.erreurs ?? []).map((erreur) => enErreur(erreur, parties))} />
      <p class="chapeau">Demande de {demandeur}. Choisissez pour chaque point : accordé ou refusé.</p>
      {ouvert ? (
        <Formulaire {...props} />
      ) : (
        <p>
          Cette demande ne peut pas être décidée maintenant.{' '}
          <a href={`/agents/demandes/${reference}`}>Voir où elle en est</a>
        </p>
      )}
    </>
  )
}

const titreOf = ({ nom, libelle }: PartieDemandee): string => (nom ? `${nom}, ${libelle}` : libelle)

function enErreur({ champ, message }: Erreurs[number], parties: readonly PartieDemandee[]) {
  const partie = parties[Number(champ.split('.')[1])]
  return partie ? { nom: champ, message, libelle: titreOf(partie) } : { nom: champ, message }
}

function Refus({
  refus,
  valeurs,
  ouvert,
}: {
  refus: RefusRendu
  valeurs: PartiesRendues['valeurs']
  ouvert: boolean
}) {
  const ecrits = Object.entries(valeurs).filter(
    ([champ, texte]) => !champ.startsWith('sens.') && texte.trim(),
  )
  return (
    <div class="encadre" data-ton="attention" role="alert" tabIndex={-1} data-erreurs>
      <p>
        <strong>La décision n’a pas été prise.</strong>
      </p>
      {refus.kind === 'acceptation-implicite' ? (
        <p>
          Le silence vaut acceptation depuis le {dateEnMots(refus.le)} : un refus, même partiel, serait un
          retrait (CRPA, L242-1). Parlez-en à votre responsable.
        </p>
      ) : refus.kind === 'decideur-anonyme' ? (
        <p>{DECIDEUR_ANONYME}</p>
      ) : (
        <>
          <p>La demande a changé pendant que vous écriviez. Relisez-la avant de décider.</p>
          <ul>
            {refus.changements.map(({ le, action, par }) => (
              <li>
                {faitEnMots(action)}, par {par}, le {momentCourt(le)}
              </li>
            ))}
          </ul>
        </>
      )}
      {ouvert ? (
        <p>Ce que vous avez choisi et écrit est toujours dans le formulaire.</p>
      ) : (
        ecrits.map(([, texte]) => <p class="motivation">{texte}</p>)
      )}
    </div>
  )
}

function Formulaire(props: DecisionParPartiePageProps) {
  const { reference, revision, parties, resume, rendues } = props
  const rangs = new Map(parties.map((partie, rang) => [partie, rang]))
  return (
    <>
      <form
        method="post"
        action={`/agents/demandes/${reference}/decision-par-partie`}
        class="formulaire"
        noValidate
      >
        <input type="hidden" name="revision" value={String(revision)} />
        {parPersonne(parties).map(({ nom, parties: siennes }) => (
          <section>
            {nom ? <h2>{nom}</h2> : null}
            {siennes.map((partie) => (
              <Partie partie={partie} rang={rangs.get(partie) ?? 0} rendues={rendues} />
            ))}
          </section>
        ))}
        <h2>Pour l’ensemble</h2>
        <ZoneDeTexte
          nom="motivation"
          libelle="Précisions pour l’usager (facultatif)"
          aide="Ce qui vaut pour tous les points : à partir de quand, comment il le recevra."
          valeur={rendues?.valeurs.motivation ?? ''}
          messages={messagesOf(rendues, 'motivation')}
          lignes={4}
        />
        <p class="aide">
          Tout accordé : la demande est acceptée. Tout refusé : elle est refusée. Sinon, elle est acceptée en
          partie. La décision porte vos prénom, nom et qualité ; les voies et délais de recours y sont
          ajoutés.
        </p>
        <div class="actions">
          <button type="submit" class="ds-button">
            Prendre la décision
          </button>
          <a href={`/agents/demandes/${reference}`}>Revenir à la demande</a>
        </div>
      </form>
      <details class="reponses">
        <summary>Les réponses de la demande</summary>
        {resume.map((partie) => (
          <section>
            <h3>{partie.titre}</h3>
            <dl class="resume">
              {partie.lignes.map(({ libelle, valeur }) => (
                <div>
                  <dt>{libelle}</dt>
                  <dd>{valeur}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </details>
    </>
  )
}

const messagesOf = (rendues: PartiesRendues | undefined, champ: string): string[] =>
  (rendues?.erreurs ?? []).flatMap((erreur) => (erreur.champ === champ ? [erreur.message] : []))

function Partie(props: { partie: PartieDemandee; rang: number; rendues: PartiesRendues | undefined }) {
  const { partie, rang, rendues } = props
  const nom = `sens.${rang}`
  const valeur = (champ: string): string => rendues?.valeurs[champ] ?? ''
  return (
    <div class="carte partie">
      <Groupe nom={nom} libelle={partie.libelle} messages={messagesOf(rendues, nom)} cases="radio">
        <Case
          type="radio"
          id={idDe(nom)}
          nom={nom}
          valeur="acceptee"
          libelle="Accordé"
          cochee={valeur(nom) === 'acceptee'}
        />
        <Case
          type="radio"
          id={`${idDe(nom)}-refusee`}
          nom={nom}
          valeur="refusee"
          libelle="Refusé"
          cochee={valeur(nom) === 'refusee'}
        />
      </Groupe>
      <div class="si-refuse">
        <ZoneDeTexte
          nom={`motivation.${rang}`}
          libelle="Si c’est refusé : les motifs"
          aide="La règle appliquée et les faits, en mots simples. 20 caractères au moins."
          valeur={valeur(`motivation.${rang}`)}
          messages={messagesOf(rendues, `motivation.${rang}`)}
          lignes={3}
        />
      </div>
      <div class="si-accorde">
        <ZoneDeTexte
          nom={`detail.${rang}`}
          libelle="Si c’est accordé : précisions (facultatif)"
          aide="Un montant, une date, une condition."
          valeur={valeur(`detail.${rang}`)}
          messages={messagesOf(rendues, `detail.${rang}`)}
          lignes={2}
        />
      </div>
    </div>
  )
}
