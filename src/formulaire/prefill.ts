import type { DefinitionFormulaire, Saisie, SaisieScope } from './definition.ts'

/** What the account offers: source path → input suffix → text. `compte.identite` → { prenom: …, nom: … }. */
export type SourcesDePreremplissage = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** Offers what is already known wherever nothing was typed; every text stays editable. */
export function prefill(
  definition: DefinitionFormulaire,
  saisie: Saisie,
  sources: SourcesDePreremplissage,
): Saisie {
  const racine: Record<string, string | readonly string[]> = { ...saisie.racine }
  for (const page of definition.pages) {
    if (page.kind !== 'simple') continue
    for (const champ of page.sections.flatMap((section) => section.champs)) {
      const source = champ.prerempli === undefined ? undefined : sources[champ.prerempli]
      if (source !== undefined) fill(racine, champ.id, source)
    }
  }
  return { ...saisie, racine }
}

function fill(
  scope: Record<string, string | readonly string[]>,
  id: string,
  source: string | Readonly<Record<string, string>>,
): void {
  const textes =
    typeof source === 'string'
      ? { [id]: source }
      : Object.fromEntries(Object.entries(source).map(([k, v]) => [`${id}.${k}`, v]))
  for (const [nom, texte] of Object.entries(textes))
    if (scope[nom] === undefined && texte !== '') scope[nom] = texte
}

/** What is typed for a person who is already known. */
export function personneEnSaisie(
  id: string,
  personne: { prenom: string; nom: string; dateNaissance: string },
): SaisieScope {
  const [annee = '', mois = '', jour = ''] = personne.dateNaissance.split('-')
  return {
    [`${id}.prenom`]: personne.prenom,
    [`${id}.nom`]: personne.nom,
    ...(jour
      ? {
          [`${id}.naissance.jour`]: String(Number(jour)),
          [`${id}.naissance.mois`]: String(Number(mois)),
          [`${id}.naissance.annee`]: annee,
        }
      : {}),
  }
}
