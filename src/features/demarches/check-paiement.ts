import { z } from 'zod'
import { cheminsDe } from '../../formulaire/conditions.ts'
import type { Condition, DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { Demarche, LigneDePaiement, PaiementDeDemarche } from '../../formulaire/demarche.ts'
import { champAt, TarifInvalide, tarifDe } from '../../formulaire/tarif.ts'

/** The ceiling of one demande; PostgreSQL refuses more too (`montant_du_borne`). */
const MAX_CENTS = 1_000_000

const text = z.string().trim().min(1)
const paiement = z.object({
  moment: z.enum(['depot', 'decision']),
  joursPourPayer: z.number().int().min(1).max(365),
  chequeALOrdreDe: text,
  lignes: z.array(z.object({ libelle: text, regle: text, entrees: z.record(text, text) })).min(1),
})

/** What is wrong in what a démarche makes people pay, each with its path. */
export function checkPaiement(demarche: Demarche): string[] {
  if (!demarche.paiement) return []
  const parsed = paiement.safeParse(demarche.paiement)
  if (!parsed.success)
    return parsed.error.issues.map(
      ({ path, message }) => `paiement.${path.join('.') || '(racine)'}: ${message}`,
    )
  const { formulaire } = demarche
  if (!formulaire) return ['paiement: a démarche that is paid needs a form']
  const problemes = demarche.paiement.lignes.flatMap((ligne, i) =>
    checkLigne(demarche, formulaire, ligne).map((probleme) => `paiement.lignes.${i}: ${probleme}`),
  )
  return problemes.length > 0 ? problemes : checkTotal(demarche.paiement, formulaire)
}

function checkLigne(demarche: Demarche, formulaire: DefinitionFormulaire, ligne: LigneDePaiement): string[] {
  const { groupe, regle, entrees, detail = [], quand } = ligne
  if (groupe !== undefined && !formulaire.groupes.some(({ id }) => id === groupe))
    return [`no group « ${groupe} »`]
  const missing = [regle, ...Object.keys(entrees), ...detail]
    .filter((nom) => !Object.hasOwn(formulaire.regles ?? {}, nom))
    .map((nom) => `no rule « ${nom} »`)
  const read = [
    ...Object.values(entrees).map((chemin) => ({ chemin, groupe })),
    ...(quand ? cheminsDe(quand, groupe) : []),
  ]
  const unknown = read
    .filter(({ chemin, groupe }) => !champAt(formulaire, chemin, groupe))
    .map(({ chemin }) => `reads « ${chemin} », which no field is called`)
  const problemes = [...missing, ...unknown, ...checkPartie(demarche, formulaire, ligne)]
  return problemes.length > 0 ? problemes : checkTarif(formulaire, ligne)
}

function checkPartie(
  { decisionParPartie }: Demarche,
  formulaire: DefinitionFormulaire,
  { partie, groupe, quand }: LigneDePaiement,
): string[] {
  if (partie === undefined) return []
  if (!decisionParPartie || decisionParPartie.groupe !== groupe)
    return [`« ${partie} » is no part of what is decided: decisionParPartie names another group, or nothing`]
  const champ = champAt(formulaire, decisionParPartie.champ, groupe)
  const found = champ?.type === 'choix-multiple' && champ.options.some(({ valeur }) => valeur === partie)
  if (!found) return [`« ${partie} » is no option of « ${decisionParPartie.champ} »`]
  // A part that was not asked for is never decided, and would be due for ever.
  return quand && asksFor(quand, decisionParPartie.champ, partie)
    ? []
    : [`quand: must ask that « ${decisionParPartie.champ} » contains « ${partie} »`]
}

const asksFor = (condition: Condition, champ: string, option: string): boolean =>
  'et' in condition
    ? condition.et.some((one) => asksFor(one, champ, option))
    : 'contient' in condition && condition.champ === champ && condition.contient === option

function checkTarif(formulaire: DefinitionFormulaire, ligne: LigneDePaiement): string[] {
  try {
    const { minCents, maxCents } = tarifDe(formulaire, ligne)
    if (minCents < 0) return [`regle: may be negative (${minCents} cents)`]
    return maxCents > MAX_CENTS ? [`regle: may be ${maxCents} cents, more than ${MAX_CENTS}`] : []
  } catch (error) {
    if (error instanceof TarifInvalide) return [`regle: ${error.message}`]
    throw error
  }
}

/** Were every line due for everybody whom the form can hold. */
function checkTotal({ lignes }: PaiementDeDemarche, formulaire: DefinitionFormulaire): string[] {
  const total = lignes.reduce((sum, ligne) => {
    const times = formulaire.groupes.find(({ id }) => id === ligne.groupe)?.max ?? 1
    return sum + times * tarifDe(formulaire, ligne).maxCents
  }, 0)
  return total > MAX_CENTS ? [`paiement: may be ${total} cents in all, more than ${MAX_CENTS}`] : []
}
