import { longDay } from '../../../platform/legal-clock/paris.ts'
import { Case, Groupe, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
import type { DecisionsVue, DecisionVue } from '../decisions-de-demande.query.ts'
import { FONDEMENTS, fondements } from '../retrait.ts'
import type { Erreurs } from '../saisie-de-decision.ts'
import { isFavorable } from '../sens-de-decision.ts'
import { DecisionEnregistree } from './decision-enregistree.tsx'
import { libelleDeChamp } from './libelle-de-champ.ts'

/** One of the two forms that comes back. */
export interface FormulaireRendu {
  acte: 'retrait' | 'correction'
  valeurs: Readonly<Record<string, string>>
  erreurs: Erreurs
  /** The demande moved meanwhile: nothing was done. */
  modifiee: boolean
}

export interface DecisionsPageProps {
  vue: DecisionsVue
  /** Who may correct and withdraw. */
  encadrement: boolean
  /** Whether the state of the demande leaves its decision to be changed. */
  ouvert: boolean
  rendu?: FormulaireRendu
}

/** Every decision of a demande, and what a responsable may still do with the last one. */
export function DecisionsPage({ vue, encadrement, ouvert, rendu }: DecisionsPageProps) {
  const { neeDuSilence } = vue
  const [derniere, ...precedentes] = vue.decisions
  const changeable = derniere !== undefined || neeDuSilence !== null
  return (
    <>
      <Fil
        etapes={[
          ['Demandes à examiner', '/agents'],
          [vue.reference, `/agents/demandes/${vue.reference}`],
        ]}
        ici="Décisions"
      />
      <h1 tabIndex={-1}>
        Décisions de la demande <span class="reference">{vue.reference}</span>
      </h1>
      {rendu?.modifiee ? <Modifiee rendu={rendu} derniere={derniere} /> : null}
      {rendu ? (
        <ErrorSummary
          erreurs={rendu.erreurs.map(({ champ, message }) => ({ nom: `${rendu.acte}.${champ}`, message }))}
        />
      ) : null}
      {neeDuSilence ? (
        <p>
          Le silence du service a accepté cette demande le <strong>{longDay(neeDuSilence)}</strong>.
        </p>
      ) : null}
      {changeable ? null : <p>Aucune décision n’a encore été prise.</p>}
      {derniere ? (
        <>
          <h2>Dernière décision</h2>
          <DecisionEnregistree decision={derniere} reference={vue.reference} />
        </>
      ) : null}
      {changeable && ouvert && encadrement ? (
        <section aria-labelledby="changer">
          <h2 id="changer">
            {neeDuSilence ? 'Retirer cette décision' : 'Corriger ou retirer cette décision'}
          </h2>
          {derniere && !neeDuSilence ? (
            <Correction
              vue={vue}
              derniere={derniere}
              rendu={rendu?.acte === 'correction' ? rendu : undefined}
            />
          ) : null}
          <Retrait
            vue={vue}
            favorable={neeDuSilence !== null || (derniere !== undefined && isFavorable(derniere.sens))}
            rendu={rendu?.acte === 'retrait' ? rendu : undefined}
          />
        </section>
      ) : null}
      {changeable && ouvert && !encadrement ? (
        <p class="aide">Pour corriger ou retirer cette décision, parlez-en à votre responsable.</p>
      ) : null}
      {precedentes.length > 0 ? (
        <>
          <h2>Décisions précédentes</h2>
          {precedentes.map((decision) => (
            <DecisionEnregistree decision={decision} reference={vue.reference} />
          ))}
        </>
      ) : null}
    </>
  )
}

function Modifiee({ rendu, derniere }: { rendu: FormulaireRendu; derniere: DecisionVue | undefined }) {
  const ecrits = Object.entries(rendu.valeurs).filter(
    ([champ, texte]) => /motif|motivation|detail/.test(champ) && texte,
  )
  return (
    <div class="encadre" data-ton="attention" role="alert" tabIndex={-1} data-erreurs>
      <p>
        <strong>Rien n’a été fait.</strong> Une autre personne a agi sur cette demande pendant que vous
        écriviez. Voici où elle en est maintenant.
      </p>
      {ecrits.length > 0 ? <p>Voici ce que vous aviez écrit, pour le recopier au besoin :</p> : null}
      {ecrits.map(([champ, texte]) => (
        <p class="motivation">
          <span class="sr">{derniere ? libelleDeChamp(rendu.acte, champ, derniere) : 'Motifs'} : </span>
          {texte}
        </p>
      ))}
    </div>
  )
}

interface FormulaireProps {
  vue: DecisionsVue
  rendu: FormulaireRendu | undefined
}

const messagesOf = (rendu: FormulaireRendu | undefined, champ: string): string[] =>
  (rendu?.erreurs ?? []).flatMap((erreur) => (erreur.champ === champ ? [erreur.message] : []))

function Texte(props: {
  acte: FormulaireRendu['acte']
  champ: string
  libelle: string
  aide?: string
  initial: string
  rendu: FormulaireRendu | undefined
}) {
  const { acte, champ, libelle, aide, initial, rendu } = props
  return (
    <ZoneDeTexte
      nom={`${acte}.${champ}`}
      libelle={libelle}
      aide={aide}
      valeur={rendu?.valeurs[champ] ?? initial}
      messages={messagesOf(rendu, champ)}
      lignes={4}
    />
  )
}

function Correction({ vue, derniere, rendu }: FormulaireProps & { derniere: DecisionVue }) {
  return (
    <details open={rendu !== undefined}>
      <summary>Corriger une erreur dans les textes</summary>
      <form
        method="post"
        action={`/agents/demandes/${vue.reference}/decisions/correction`}
        class="formulaire"
        noValidate
      >
        <input type="hidden" name="revision" value={String(vue.revision)} />
        <p>
          Une faute, un nom, un chiffre mal recopié. Ce qui est accordé ou refusé ne change pas ici : pour
          cela, retirez la décision puis décidez de nouveau.
        </p>
        <Texte
          acte="correction"
          champ="motif"
          libelle={libelleDeChamp('correction', 'motif', derniere)}
          aide="L’usager lit cette phrase. 20 caractères au moins."
          initial=""
          rendu={rendu}
        />
        {derniere.parties.map(({ sens, motivation, detail }, rang) => {
          const [champ, initial] =
            sens === 'refusee' ? [`motivation.${rang}`, motivation] : [`detail.${rang}`, detail]
          return (
            <Texte
              acte="correction"
              champ={champ}
              libelle={libelleDeChamp('correction', champ, derniere)}
              initial={initial}
              rendu={rendu}
            />
          )
        })}
        <Texte
          acte="correction"
          champ="motivation"
          libelle={libelleDeChamp('correction', 'motivation', derniere)}
          initial={derniere.motivation}
          rendu={rendu}
        />
        <p class="aide">L’usager reçoit la version corrigée. L’ancienne reste dans l’historique.</p>
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer la version corrigée
          </button>
        </div>
      </form>
    </details>
  )
}

function Retrait({ vue, favorable, rendu }: FormulaireProps & { favorable: boolean }) {
  const messages = messagesOf(rendu, 'contradictoire')
  return (
    <details open={rendu !== undefined}>
      <summary>Retirer la décision</summary>
      <form
        method="post"
        action={`/agents/demandes/${vue.reference}/decisions/retrait`}
        class="formulaire"
        noValidate
      >
        <input type="hidden" name="revision" value={String(vue.revision)} />
        <Groupe
          nom="retrait.fondement"
          libelle="Qu’est-ce qui permet de la retirer ?"
          messages={messagesOf(rendu, 'fondement')}
          cases="radio"
        >
          {FONDEMENTS.filter((f) => fondements[f].pour !== (favorable ? 'defavorables' : 'favorables')).map(
            (fondement, rang) => (
              <Case
                type="radio"
                id={rang === 0 ? idDe('retrait.fondement') : `${idDe('retrait.fondement')}-${fondement}`}
                nom="retrait.fondement"
                valeur={fondement}
                libelle={fondements[fondement].libelle}
                aide={fondements[fondement].aide}
                cochee={rendu?.valeurs.fondement === fondement}
              />
            ),
          )}
        </Groupe>
        <Texte
          acte="retrait"
          champ="motif"
          libelle="Motifs du retrait"
          aide="La règle et les faits, en mots simples : la loi impose les deux (CRPA, L211-2, 4°). 20 caractères au moins."
          initial=""
          rendu={rendu}
        />
        {favorable ? (
          <div class="champ" {...(messages.length > 0 ? { 'data-erreur': '' } : {})}>
            {messages.length > 0 ? (
              <p class="erreur" id="retrait-contradictoire-erreur">
                {messages.join(' ')}
              </p>
            ) : null}
            <Case
              type="checkbox"
              id={idDe('retrait.contradictoire')}
              nom="retrait.contradictoire"
              valeur="oui"
              libelle="La personne a pu donner son avis avant ce retrait"
              aide="Obligatoire si la décision est retirée pour illégalité ou pour fraude (CRPA, L121-1 et L122-1)."
              cochee={rendu?.valeurs.contradictoire === 'oui'}
              decritPar={messages.length > 0 ? 'retrait-contradictoire-erreur' : undefined}
              invalide={messages.length > 0}
            />
          </div>
        ) : null}
        <p class="aide">
          La demande redevient « en cours d’examen » et le délai de réponse repart. L’usager est prévenu et
          lit les motifs.
        </p>
        <div class="actions">
          <button type="submit" class="ds-button" data-color="danger">
            Retirer la décision
          </button>
        </div>
      </form>
    </details>
  )
}
