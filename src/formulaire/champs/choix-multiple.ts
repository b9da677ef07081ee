import { textesBruts } from '../texte.ts'
import { erreur, type TypeChamp, unNom, VIDE, valeur } from './type-champ.ts'

export const choixMultiple: TypeChamp<'choix-multiple'> = {
  repond: true,
  noms: unNom,
  lire: (champ, saisie) => {
    const bruts = textesBruts(saisie, champ.id).filter((brut) => brut !== '')
    if (bruts.length === 0) return VIDE
    if (
      bruts.length > champ.options.length ||
      bruts.some((brut) => !champ.options.some((o) => o.valeur === brut))
    ) {
      return erreur(champ.id, 'Choisissez parmi les réponses proposées.')
    }
    // In the order of the definition, each once, whatever the order of the clicks.
    const lues = champ.options.map((option) => option.valeur).filter((v) => bruts.includes(v))
    if (lues.length < (champ.min ?? 1)) return erreur(champ.id, `Cochez au moins ${champ.min ?? 1} réponses.`)
    return valeur(lues)
  },
  afficher: (champ, lue) =>
    (Array.isArray(lue) ? (lue as readonly string[]) : [])
      .map((v) => champ.options.find((option) => option.valeur === v)?.libelle ?? v)
      .join(', '),
}
