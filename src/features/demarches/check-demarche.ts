import { z } from 'zod'
import type { Demarche } from '../../formulaire/demarche.ts'
import { unknownVariables } from '../../formulaire/variables-de-decision.ts'
import { checkPaiement } from './check-paiement.ts'

const text = z.string().trim().min(1)
const texts = z.array(text)
const day = z.iso.date()
/** Archives are destroyed for good: the words of an example are no permission (code du patrimoine, R212-14). */
const visa = text.refine((words) => !/exemple/i.test(words), 'an example is no visa: null until there is one')

const demarche = z.object({
  slug: z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens'),
  titre: text,
  resume: text,
  pourQui: texts.min(1),
  ceQueCaDonne: texts.min(1),
  duree: text,
  ouverture: z.union([
    z.object({ du: day, au: day }).refine(({ du, au }) => du <= au, 'closes before it opens'),
    z.object({ prochainement: text }),
  ]),
  contact: z.object({
    service: text,
    adressePostale: texts.min(1),
    telephone: text,
    horaires: text,
    courriel: z.email(),
  }),
  papier: z.object({ adressePostale: texts.min(1), consigne: text }),
  silence: z.object({
    effet: z.enum(['rejet', 'acceptation']),
    mois: z.number().int().positive(),
    source: text,
  }),
  recours: z.object({
    gracieux: text,
    contentieux: text,
    delaiMois: z.number().int().positive(),
    prealableObligatoire: text.optional(),
  }),
  destinataires: texts,
  autorites: z
    .array(
      z.object({
        nom: text,
        quand: text.optional(),
        adressePostale: texts.min(1),
        courriel: z.email().optional(),
        telephone: text.optional(),
      }),
    )
    .optional(),
  statistiques: z.object({ parOption: text.optional(), parCommune: text.optional() }).optional(),
  conservation: text,
  finDeConservation: z.object({ annees: z.number().int().min(1).max(100), visa }).nullable(),
})

const ANNEES = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix']

/** What is wrong in a démarche beside its form, each with its path. */
export function checkDemarche(given: Demarche, folder: string): string[] {
  const parsed = demarche.safeParse(given)
  const problemes = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${folder}: ${path.join('.') || '(racine)'}: ${message}`)
  if (given.slug !== folder)
    problemes.push(`${folder}: slug: « ${given.slug} » is not the name of its folder`)
  if (given.formulaire && given.formulaire.demarche !== given.slug)
    problemes.push(`${folder}: formulaire.demarche: « ${given.formulaire.demarche} » is not the slug`)
  for (const chemin of Object.values(given.statistiques ?? {}))
    if (!questionsDe(given).has(chemin))
      problemes.push(`${folder}: statistiques: « ${chemin} » is no question of the form`)
  if (!saysYears(given))
    problemes.push(`${folder}: conservation: the words do not say the years of finDeConservation`)
  if (!given.formulaire && !('prochainement' in (given.ouverture ?? {})))
    problemes.push(`${folder}: formulaire: a démarche with opening dates needs a form`)
  const autour = [...checkDecision(given), ...checkPaiement(given)]
  return [...problemes, ...autour.map((probleme) => `${folder}: ${probleme}`)]
}

/** What people read and what the night job does are the same number of years. */
function saysYears({ conservation = '', finDeConservation }: Partial<Demarche>): boolean {
  if (!finDeConservation) return true
  const { annees } = finDeConservation
  const said = [String(annees), ANNEES[annees] ?? '']
  return conservation
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .some((mot, index, mots) => said.includes(mot) && /^ans?$/.test(mots[index + 1] ?? ''))
}

/** The words of its decisions, and what is decided apart. */
function checkDecision({ decisionParPartie, modeleDeDecision, formulaire }: Demarche): string[] {
  const phrases = [...(modeleDeDecision?.textes ?? []), ...Object.values(modeleDeDecision?.suites ?? {})]
  const problemes = phrases.flatMap(unknownVariables).map((nom) => `modeleDeDecision: no variable {${nom}}`)
  if (!decisionParPartie) return problemes
  const { groupe, champ } = decisionParPartie
  const found = formulaire?.pages.some(
    (page) =>
      page.kind !== 'simple' &&
      page.groupe === groupe &&
      page.sections.some(({ champs }) => champs.some((c) => c.id === champ && c.type === 'choix-multiple')),
  )
  return found
    ? problemes
    : [...problemes, `decisionParPartie: no field of choices « ${champ} » in the group « ${groupe} »`]
}

/** Each question under its place: `racine.<champ>` or `<groupe>.<champ>`. */
const questionsDe = ({ formulaire }: Demarche): ReadonlySet<string> =>
  new Set(
    (formulaire?.pages ?? []).flatMap((page) =>
      page.sections.flatMap(({ champs }) =>
        champs.map(({ id }) => `${page.kind === 'simple' ? 'racine' : page.groupe}.${id}`),
      ),
    ),
  )
