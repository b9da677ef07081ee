import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { ActeImpossible, applyActe, lockDemande } from '../demandes/index.ts'
import type { DecisionsDeps } from './decisions-deps.ts'
import { bornOfSilence, type DerniereDecision, lastDecision } from './last-decision.ts'
import type { PartieDecidee } from './parties.ts'
import { recordDecision } from './record-decision.ts'
import { createLecteur, type Erreurs, type Lecteur, type LireChamp } from './saisie-de-decision.ts'

/**
 * Mends a material error in the words of a decision: a new version of it, with the same outcome for each part. Another
 * outcome is a withdrawal, then another decision.
 * @returns the errors of the form; none when it is done
 * @throws DemandeIntrouvable | DemandeModifieeEntreTemps | ActeImpossible
 */
export async function correctDecision(
  deps: DecisionsDeps,
  acteur: AgentActor,
  { reference, revisionVue, lire }: { reference: string; revisionVue: number; lire: LireChamp },
): Promise<Erreurs> {
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const demande = await lockDemande(tx, reference, acteur)
    // First: a page that is out of date may show other fields than those of this decision.
    await applyActe(tx, { demande, acte: 'corriger-decision', acteur, le, revisionVue })
    // Silence has no words to mend.
    if (await bornOfSilence(tx, demande.id))
      throw new ActeImpossible(reference, 'corriger-decision', demande.statut)
    const avant = await lastDecision(tx, demande.id)
    const lecteur = createLecteur(lire)
    const motif = lecteur.motive('motif', 'Écrivez quelle erreur est corrigée.')
    const apres = readCorrection(lecteur, avant)
    if (lecteur.erreurs.length === 0 && sameWords(avant, apres))
      lecteur.refuse('motivation', 'Rien n’a changé dans les textes. Corrigez au moins l’un d’eux.')
    if (lecteur.erreurs.length > 0) throw new ACorriger(lecteur.erreurs)
    await recordDecision(tx, deps, { demande, acteur, le, nature: 'correction', ...apres, motif })
    return []
  }).catch((error: unknown) => {
    if (error instanceof ACorriger) return error.erreurs
    throw error
  })
}

/** Undoes the transaction of a form that has errors. */
class ACorriger extends Error {
  readonly erreurs: Erreurs
  constructor(erreurs: Erreurs) {
    super('the form has errors')
    this.erreurs = erreurs
  }
}

type Corrigee = Pick<DerniereDecision, 'sens' | 'motivation' | 'parties'>

function readCorrection(lecteur: Lecteur, { sens, parties }: DerniereDecision): Corrigee {
  const motive = sens === 'refusee' || sens === 'sans_suite'
  return {
    sens,
    motivation: motive
      ? lecteur.motive('motivation', 'Écrivez les motifs : la règle appliquée et les faits retenus.')
      : lecteur.libre('motivation'),
    parties: parties.map((partie, rang): PartieDecidee => {
      return partie.sens === 'refusee'
        ? { ...partie, motivation: lecteur.motive(`motivation.${rang}`, 'Écrivez les motifs de ce refus.') }
        : { ...partie, detail: lecteur.libre(`detail.${rang}`) }
    }),
  }
}

const sameWords = (avant: Corrigee, apres: Corrigee): boolean =>
  avant.motivation === apres.motivation &&
  avant.parties.every(({ motivation, detail }, rang) => {
    const partie = apres.parties[rang]
    return motivation === partie?.motivation && detail === partie.detail
  })
