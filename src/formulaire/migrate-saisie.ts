import type { Champ, DefinitionFormulaire } from './definition.ts'

const champsDe = (definition: DefinitionFormulaire): Map<string, { champ: Champ; page: string }> =>
  new Map(
    definition.pages.flatMap((page) =>
      page.sections.flatMap((section) =>
        section.champs.map(
          (champ) =>
            [
              `${page.kind === 'simple' ? 'racine' : page.groupe}.${champ.id}`,
              { champ, page: page.titre },
            ] as const,
        ),
      ),
    ),
  )

/**
 * What a newer version of a form changes for a brouillon, in words. What was typed is kept as it is: a field that is
 * gone is no longer read, a field that changed is read by its new rules.
 */
export function changesBetween(avant: DefinitionFormulaire, apres: DefinitionFormulaire): string[] {
  const anciens = champsDe(avant)
  const nouveaux = champsDe(apres)
  const changes: string[] = []
  for (const [chemin, { champ, page }] of nouveaux) {
    const ancien = anciens.get(chemin)?.champ
    if (!ancien) changes.push(`Nouvelle question, page « ${page} » : ${champ.libelle}`)
    else if (ancien.type !== champ.type)
      changes.push(`Question à revoir, page « ${page} » : ${champ.libelle}`)
    else if (ancien.libelle !== champ.libelle)
      changes.push(`Question reformulée, page « ${page} » : ${champ.libelle}`)
  }
  for (const [chemin, { champ }] of anciens) {
    if (!nouveaux.has(chemin)) changes.push(`Question retirée : ${champ.libelle}`)
  }
  return changes
}
