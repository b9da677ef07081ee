import { dateEnMots } from '../dates.ts'
import type { Personne } from '../definition.ts'
import { lireTexte, texteBrut } from '../texte.ts'
import { lireDate, nomsDeDate } from './date.ts'
import { type ChampDeType, type ErreurDeSaisie, type TypeChamp, VIDE, valeur } from './type-champ.ts'

type ChampPersonne = ChampDeType<'personne'>

// Letters of any script with their marks, spaces, apostrophes, hyphens and dots.
const NOM = /^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u

function lireNom(nom: string, brut: string, absent: string): { texte: string; erreurs: ErreurDeSaisie[] } {
  const lu = lireTexte(brut, { max: 80 })
  if ('probleme' in lu) return { texte: '', erreurs: [{ nom, message: lu.probleme }] }
  if (lu.texte === '') return { texte: '', erreurs: [{ nom, message: absent }] }
  if (!NOM.test(lu.texte)) {
    return {
      texte: '',
      erreurs: [
        { nom, message: 'N’utilisez que des lettres, des espaces, des traits d’union et des apostrophes.' },
      ],
    }
  }
  return { texte: lu.texte, erreurs: [] }
}

function lireNaissance(
  champ: ChampPersonne,
  saisie: Parameters<typeof lireDate>[1],
): { texte: string; erreurs: ErreurDeSaisie[] } {
  if (!champ.naissance) return { texte: '', erreurs: [] }
  const lue = lireDate(`${champ.id}.naissance`, saisie, champ.naissance)
  if (lue.kind === 'erreur') return { texte: '', erreurs: lue.erreurs }
  if (lue.kind === 'valeur') return { texte: String(lue.valeur), erreurs: [] }
  return {
    texte: '',
    erreurs: [
      { nom: `${champ.id}.naissance.jour`, message: 'Écrivez la date de naissance, par exemple 27 3 2014.' },
    ],
  }
}

/** Title (optional), first name, name, and birth date where it is asked. */
export const personne: TypeChamp<'personne'> = {
  repond: true,
  noms: (champ) => [
    ...(champ.avecCivilite ? [`${champ.id}.civilite`] : []),
    `${champ.id}.prenom`,
    `${champ.id}.nom`,
    ...(champ.naissance ? nomsDeDate(`${champ.id}.naissance`) : []),
  ],
  lire: (champ, saisie) => {
    const brut = (partie: string): string => texteBrut(saisie, `${champ.id}.${partie}`)
    const civilite = champ.avecCivilite ? brut('civilite') : ''
    if (
      personne.noms(champ).every((nom) => nom.endsWith('.civilite') || texteBrut(saisie, nom).trim() === '')
    )
      return VIDE
    const prenom = lireNom(`${champ.id}.prenom`, brut('prenom'), 'Écrivez le prénom.')
    const nom = lireNom(`${champ.id}.nom`, brut('nom'), 'Écrivez le nom.')
    const naissance = lireNaissance(champ, saisie)
    const erreurs = [...prenom.erreurs, ...nom.erreurs, ...naissance.erreurs]
    if (civilite !== '' && civilite !== 'madame' && civilite !== 'monsieur') {
      erreurs.unshift({ nom: `${champ.id}.civilite`, message: 'Choisissez une des réponses proposées.' })
    }
    if (erreurs.length > 0) return { kind: 'erreur', erreurs }
    return valeur({
      civilite,
      prenom: prenom.texte,
      nom: nom.texte,
      dateNaissance: naissance.texte,
    } as Personne)
  },
  afficher: (_champ, lue) => {
    const p = lue as Personne
    const civilite = p.civilite === 'madame' ? 'Madame ' : p.civilite === 'monsieur' ? 'Monsieur ' : ''
    return `${civilite}${p.prenom} ${p.nom}${p.dateNaissance ? ` (naissance\u00a0: ${dateEnMots(p.dateNaissance)})` : ''}`
  },
}
