import type { Condition, ReponsesScope, Valeur } from './definition.ts'

/** The answers that count so far, seen from one place of the form. */
export interface Portee {
  racine: ReponsesScope
  /** Answers of the instance that is being looked at. */
  instance?: ReponsesScope
  groupes: Readonly<Record<string, readonly { valeurs: ReponsesScope }[]>>
}

/** `racine.x` is the root's; a bare name is the instance's where there is one, else the root's. */
export function valeurDe(chemin: string, portee: Portee): Valeur | undefined {
  if (chemin.startsWith('racine.')) return portee.racine[chemin.slice(7)]
  return portee.instance?.[chemin] ?? portee.racine[chemin]
}

/** Whether a condition holds. A comparison with an absent answer never does. */
export function tient(condition: Condition, portee: Portee): boolean {
  if ('et' in condition) return condition.et.every((c) => tient(c, portee))
  if ('ou' in condition) return condition.ou.some((c) => tient(c, portee))
  if ('non' in condition) return !tient(condition.non, portee)
  if ('unDe' in condition) {
    const instances = portee.groupes[condition.unDe] ?? []
    return instances.some((i) => tient(condition.condition, { ...portee, instance: i.valeurs }))
  }
  const lue = valeurDe(condition.champ, portee)
  if ('rempli' in condition) return (lue !== undefined) === condition.rempli
  if (lue === undefined) return false
  if ('est' in condition) return lue === condition.est
  if ('dans' in condition) return typeof lue === 'string' && condition.dans.includes(lue)
  if ('contient' in condition) return Array.isArray(lue) && lue.includes(condition.contient)
  if (typeof lue !== 'number') return false
  return 'auMoins' in condition ? lue >= condition.auMoins : lue <= condition.auPlus
}

/** Every field path that a condition reads, with the group it is read in where it names one. */
export function cheminsDe(
  condition: Condition,
  groupe?: string,
): { chemin: string; groupe: string | undefined }[] {
  if ('et' in condition) return condition.et.flatMap((c) => cheminsDe(c, groupe))
  if ('ou' in condition) return condition.ou.flatMap((c) => cheminsDe(c, groupe))
  if ('non' in condition) return cheminsDe(condition.non, groupe)
  if ('unDe' in condition) return cheminsDe(condition.condition, condition.unDe)
  return [{ chemin: condition.champ, groupe }]
}
