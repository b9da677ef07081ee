import type { Adresse } from '../definition.ts'
import { lireTexte, texteBrut } from '../texte.ts'
import { type ErreurDeSaisie, type TypeChamp, VIDE, valeur } from './type-champ.ts'

const PARTIES = [
  ['ligne1', 120, 'Écrivez le numéro et la rue, ou le lieu-dit.'],
  ['ligne2', 120, ''],
  ['codePostal', 12, 'Écrivez le code postal, par exemple 38000.'],
  ['commune', 100, 'Écrivez la commune.'],
  ['pays', 60, ''],
] as const

/** A free postal address, in France or abroad. */
export const adressePostale: TypeChamp<'adresse-postale'> = {
  repond: true,
  noms: (champ) => PARTIES.map(([partie]) => `${champ.id}.${partie}`),
  lire: (champ, saisie) => {
    const erreurs: ErreurDeSaisie[] = []
    const adresse: Record<string, string> = {}
    for (const [partie, max] of PARTIES) {
      const lu = lireTexte(texteBrut(saisie, `${champ.id}.${partie}`), { max })
      if ('probleme' in lu) erreurs.push({ nom: `${champ.id}.${partie}`, message: lu.probleme })
      else adresse[partie] = lu.texte
    }
    if (erreurs.length === 0 && !adresse.ligne1 && !adresse.ligne2 && !adresse.codePostal && !adresse.commune)
      return VIDE
    for (const [partie, , absent] of PARTIES) {
      if (absent !== '' && adresse[partie] === '')
        erreurs.push({ nom: `${champ.id}.${partie}`, message: absent })
    }
    const enFrance = !adresse.pays || /^france$/i.test(adresse.pays)
    if (enFrance && adresse.codePostal && !/^\d{5}$/.test(adresse.codePostal)) {
      erreurs.push({
        nom: `${champ.id}.codePostal`,
        message:
          'En France, le code postal a cinq chiffres, par exemple 38000. À l’étranger, indiquez le pays.',
      })
    }
    if (erreurs.length > 0) return { kind: 'erreur', erreurs }
    return valeur({ ...adresse, pays: enFrance ? 'France' : adresse.pays } as Adresse)
  },
  afficher: (_champ, lue) => {
    const a = lue as Adresse
    return [a.ligne1, a.ligne2, `${a.codePostal} ${a.commune}`, a.pays === 'France' ? '' : a.pays]
      .filter(Boolean)
      .join('\n')
  },
}
