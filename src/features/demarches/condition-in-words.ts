import type { Champ, Condition } from '../../formulaire/definition.ts'

/** The fields a condition may name, nearest scope first. */
export type FieldLookup = (id: string) => Champ | undefined

/**
 * Says a condition as a French clause that opens with « si » or « sauf si », for paper and for « à préparer ».
 * @param nomInstance how an instance of a group is called (« enfant »), by the group's id
 */
export function conditionInWords(
  condition: Condition,
  find: FieldLookup,
  nomInstance: (groupe: string) => string = () => 'cas',
): string {
  const inner = (one: Condition) => conditionInWords(one, find, nomInstance)
  if ('et' in condition) return condition.et.map(inner).join(' et ')
  if ('ou' in condition) return condition.ou.map(inner).join(' ou ')
  if ('non' in condition) return negated(inner(condition.non))
  if ('unDe' in condition)
    return inner(condition.condition).replace(
      /^(sauf )?si /,
      `$1si, pour au moins un ${nomInstance(condition.unDe)}, `,
    )
  return comparison(condition, find(condition.champ))
}

type Comparison = Extract<Condition, { champ: string }>

function comparison(condition: Comparison, champ: Champ | undefined): string {
  const name = quoted(champ?.libelle ?? condition.champ)
  if ('contient' in condition) return `si vous choisissez ${quoted(optionLabel(champ, condition.contient))}`
  if ('dans' in condition)
    return `si vous répondez ${condition.dans.map((one) => quoted(optionLabel(champ, one))).join(' ou ')} à ${name}`
  if ('auMoins' in condition) return `si ${name} est d’au moins ${condition.auMoins.toLocaleString('fr-FR')}`
  if ('auPlus' in condition) return `si ${name} est d’au plus ${condition.auPlus.toLocaleString('fr-FR')}`
  if ('rempli' in condition)
    return condition.rempli ? `si vous remplissez ${name}` : `si vous laissez ${name} vide`
  if (champ?.type === 'attestation') return `${condition.est === true ? '' : 'sauf '}si vous cochez ${name}`
  if (typeof condition.est === 'boolean') return `si vous répondez ${condition.est ? 'oui' : 'non'} à ${name}`
  return `si vous répondez ${quoted(optionLabel(champ, String(condition.est)))} à ${name}`
}

function optionLabel(champ: Champ | undefined, value: string): string {
  const options = champ && 'options' in champ ? champ.options : []
  return options.find((option) => option.valeur === value)?.libelle ?? value
}

const negated = (clause: string) =>
  clause.startsWith('sauf si ') ? clause.replace('sauf ', '') : `sauf ${clause}`

/** A label inside a sentence loses its final question mark and colon. */
const quoted = (label: string) => `« ${label.replace(/[\s\u00a0]*[?:.]$/u, '')} »`
