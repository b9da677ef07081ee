import { afficherValeur, repond } from '../../formulaire/champs/index.ts'
import type { Champ, DefinitionFormulaire, Reponses } from '../../formulaire/definition.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { ValeurDeCellule } from '../../platform/tableur/valeur.ts'
import type { Statut } from '../demandes/index.ts'
import { statutsEnMots } from '../instruction/index.ts'

/** One demande as an export reads it. */
export interface DemandeAExporter {
  reference: string
  statut: Statut
  deposeeLe: Date
  statutDepuis: Date
  decideeLe: Date | null
  /** YYYY-MM-DD */
  decisionImpliciteLe: string | null
  agent: string | null
  prenom: string | null
  nom: string | null
  email: string | null
  telephone: string | null
  definitionVersion: string
  reponses: Reponses | null
}

export interface Colonne {
  id: string
  libelle: string
  /** Under which heading it is offered. */
  rayon: 'demande' | 'demandeur' | 'reponses'
  /** Chosen when the page opens: what names nobody. */
  proposee: boolean
}

interface ColonneFixe extends Colonne {
  valeur: (demande: DemandeAExporter) => ValeurDeCellule
}

const jour = (moment: Date | null): ValeurDeCellule => (moment ? { jour: parisDay(moment) } : null)
const DAY_MS = 86_400_000
/** Days of the calendar from the dépôt to the decision. */
const delai = ({ deposeeLe, decideeLe }: DemandeAExporter): number | null =>
  decideeLe && Math.round((Date.parse(parisDay(decideeLe)) - Date.parse(parisDay(deposeeLe))) / DAY_MS)

const suivi = (id: string, libelle: string, valeur: ColonneFixe['valeur']): ColonneFixe => ({
  id,
  libelle,
  rayon: 'demande',
  proposee: true,
  valeur,
})
const personne = (id: string, libelle: string, valeur: ColonneFixe['valeur']): ColonneFixe => ({
  id,
  libelle,
  rayon: 'demandeur',
  proposee: false,
  valeur,
})

const FIXES: readonly ColonneFixe[] = [
  suivi('reference', 'Référence', (d) => d.reference),
  suivi('statut', 'État', (d) => statutsEnMots[d.statut]),
  suivi('deposee-le', 'Déposée le', (d) => jour(d.deposeeLe)),
  suivi('statut-depuis', 'Dans cet état depuis le', (d) => jour(d.statutDepuis)),
  suivi('decidee-le', 'Décidée le', (d) => jour(d.decideeLe)),
  suivi('delai', 'Délai en jours', delai),
  suivi('echeance', 'Le silence vaut décision le', (d) =>
    d.decisionImpliciteLe ? { jour: d.decisionImpliciteLe } : null,
  ),
  suivi('agent', 'Agent', (d) => d.agent),
  personne('prenom', 'Prénom du demandeur', (d) => d.prenom),
  personne('nom', 'Nom du demandeur', (d) => d.nom),
  personne('courriel', 'Courriel du demandeur', (d) => d.email),
  personne('telephone', 'Téléphone du demandeur', (d) => d.telephone),
]

const EXPORTABLE = (champ: Champ): boolean => repond(champ) && champ.type !== 'attestation'

/** Each question of a form once, under its place: `racine.<champ>` or `<groupe>.<champ>`. */
function champsDe(definition: DefinitionFormulaire | null): ReadonlyMap<string, Champ> {
  const champs = (definition?.pages ?? []).flatMap((page) =>
    page.sections.flatMap((section) =>
      section.champs
        .filter(EXPORTABLE)
        .map((champ) => [`${page.kind === 'simple' ? 'racine' : page.groupe}.${champ.id}`, champ] as const),
    ),
  )
  return new Map(champs)
}

/** The columns that an export of this démarche may have, in their order. */
export function colonnesDe(definition: DefinitionFormulaire | null): Colonne[] {
  const groupes = new Map(definition?.groupes.map(({ id, titre }) => [id, titre]))
  const answers = [...champsDe(definition)].map(([id, champ]): Colonne => {
    const groupe = groupes.get(id.slice(0, id.indexOf('.')))
    const libelle = groupe ? `${groupe}\u00a0: ${champ.libelle}` : champ.libelle
    return { id, libelle, rayon: 'reponses', proposee: false }
  })
  return [...FIXES.map(({ valeur, ...colonne }) => colonne), ...answers]
}

/** Whether one of these columns is an answer: the answers are read only then. */
export const asksAnswers = (ids: readonly string[]): boolean => ids.some((id) => id.includes('.'))

/** The cells of one demande; several children are separated by « | ». */
export function cellulesDe(
  demande: DemandeAExporter,
  ids: readonly string[],
  definition: DefinitionFormulaire | undefined,
): ValeurDeCellule[] {
  const champs = asksAnswers(ids) ? champsDe(definition ?? null) : undefined
  return ids.map((id) => {
    const fixe = FIXES.find((colonne) => colonne.id === id)
    if (fixe) return fixe.valeur(demande)
    const champ = champs?.get(id)
    return champ && demande.reponses ? answerOf(demande.reponses, id, champ) : null
  })
}

function answerOf(reponses: Reponses, id: string, champ: Champ): ValeurDeCellule {
  const place = id.slice(0, id.indexOf('.'))
  const scopes =
    place === 'racine' ? [reponses.racine] : (reponses.groupes[place] ?? []).map(({ valeurs }) => valeurs)
  const valeurs = scopes.map((scope) => scope[champ.id])
  const [only] = valeurs
  if (valeurs.length === 1 && typeof only === 'number') return only
  return valeurs.map((valeur) => (valeur === undefined ? '' : afficherValeur(champ, valeur))).join(' | ')
}
