import { ageLe, dateEnMots, dateReelle } from '../dates.ts'
import type { SaisieScope } from '../definition.ts'
import { texteBrut } from '../texte.ts'
import { erreur, type Lecture, type TypeChamp, VIDE, valeur } from './type-champ.ts'

/** Three boxes: the easiest to type on any phone, and for any age. */
export const nomsDeDate = (id: string): readonly string[] => [`${id}.jour`, `${id}.mois`, `${id}.annee`]

export interface BornesDeDate {
  min?: string | undefined
  max?: string | undefined
  agesAu?: { jour: string; min: number; max: number } | undefined
}

/** Reads a date typed as day, month and year. */
export function lireDate(id: string, saisie: SaisieScope, bornes: BornesDeDate): Lecture {
  const [nomJour = '', nomMois = '', nomAnnee = ''] = nomsDeDate(id)
  const [jour, mois, annee] = [nomJour, nomMois, nomAnnee].map((nom) => texteBrut(saisie, nom).trim()) as [
    string,
    string,
    string,
  ]
  if (jour === '' && mois === '' && annee === '') return VIDE
  const absent = jour === '' ? nomJour : mois === '' ? nomMois : annee === '' ? nomAnnee : undefined
  if (absent) return erreur(absent, 'Complétez la date : le jour, le mois et l’année, par exemple 27 3 2014.')
  const mauvais = !/^\d{1,2}$/.test(jour)
    ? nomJour
    : !/^\d{1,2}$/.test(mois)
      ? nomMois
      : !/^\d{4}$/.test(annee)
        ? nomAnnee
        : undefined
  if (mauvais)
    return erreur(mauvais, 'Écrivez la date en chiffres, l’année sur quatre chiffres, par exemple 27 3 2014.')
  const date = dateReelle(Number(annee), Number(mois), Number(jour))
  if (!date)
    return erreur(
      nomJour,
      `Le ${Number(jour)}/${mois.padStart(2, '0')}/${annee} n’existe pas dans le calendrier. Vérifiez le jour et le mois.`,
    )
  const probleme = horsBornes(date, bornes)
  return probleme ? erreur(nomAnnee, probleme) : valeur(date)
}

function horsBornes(date: string, { min, max, agesAu }: BornesDeDate): string | undefined {
  if (min && date < min) return `Écrivez une date à partir du ${dateEnMots(min)}.`
  if (max && date > max) return `Écrivez une date au plus tard le ${dateEnMots(max)}.`
  if (!agesAu) return undefined
  const age = ageLe(date, agesAu.jour)
  if (age >= agesAu.min && age <= agesAu.max) return undefined
  const aTelAge =
    age < 0 ? 'la personne ne serait pas encore née' : `la personne aurait ${age} an${age > 1 ? 's' : ''}`
  return `Vérifiez l’année : au ${dateEnMots(agesAu.jour)}, ${aTelAge}. Cette demande concerne les ${agesAu.min} à ${agesAu.max} ans.`
}

export const date: TypeChamp<'date'> = {
  repond: true,
  noms: (champ) => nomsDeDate(champ.id),
  lire: (champ, saisie) => lireDate(champ.id, saisie, champ),
  afficher: (_champ, lue) => dateEnMots(String(lue)),
}
