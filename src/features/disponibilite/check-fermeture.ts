import { isDay } from '../../platform/legal-clock/is-day.ts'
import { longMoment, parisHour, parisMoment } from '../../platform/legal-clock/paris.ts'
import type { Maintenance } from './fermeture.ts'

const MAX_MOTIF = 300
/** Longer, it is not a maintenance: close the démarche, and say why. */
const MAX_MS = 7 * 86_400_000
/** Further away, a year was typed wrong. */
const MAX_AVANCE_MS = 366 * 86_400_000
/** Time to read the page again and to send it: « now » is still now. */
const DE_GRACE_MS = 10 * 60_000

/** A maintenance as an administrator types it: days YYYY-MM-DD, hours HH:MM, both of Paris. */
export interface FermetureTapee {
  /** '' for the whole portal. */
  demarche: string
  debutJour: string
  debutHeure: string
  finJour: string
  finHeure: string
  motif: string
}

export type ErreursFermeture = Partial<Record<keyof FermetureTapee, string>>

export type FermetureVoulue = Pick<Maintenance, 'demarche' | 'debut' | 'fin' | 'motif'>

const JOUR = 'Choisissez un jour.'
const HEURE = 'Écrivez une heure, comme 20:00.'

/**
 * Reads what an administrator typed. A beginning less than ten minutes ago is now.
 * @param demarches names of the démarches that can be closed
 * @param commencee for a maintenance that has begun: its beginning, which does not change any more
 */
export function checkFermeture(
  tapee: FermetureTapee,
  now: Date,
  demarches: readonly string[],
  commencee?: Date,
): { voulue: FermetureVoulue } | { erreurs: ErreursFermeture } {
  const motif = tapee.motif.replace(/\s+/g, ' ').trim()
  const typed = commencee ?? momentOf(tapee.debutJour, tapee.debutHeure)
  const fin = momentOf(tapee.finJour, tapee.finHeure)
  const erreurs: ErreursFermeture = {
    ...(tapee.demarche === '' || demarches.includes(tapee.demarche)
      ? {}
      : { demarche: 'Choisissez dans la liste.' }),
    ...('erreur' in typed ? { [`debut${typed.erreur}`]: typed.erreur === 'Jour' ? JOUR : HEURE } : {}),
    ...('erreur' in fin ? { [`fin${fin.erreur}`]: fin.erreur === 'Jour' ? JOUR : HEURE } : {}),
    ...(motif === '' ? { motif: 'Écrivez pourquoi : chacun le lira.' } : {}),
    ...(motif.length > MAX_MOTIF
      ? { motif: `Écrivez au plus ${MAX_MOTIF} signes (il y en a ${motif.length}).` }
      : {}),
  }
  if ('erreur' in typed || 'erreur' in fin || Object.keys(erreurs).length > 0) return { erreurs }
  const recent = !commencee && typed <= now && now.getTime() - typed.getTime() < DE_GRACE_MS
  const debut = recent ? now : typed
  const faux = commencee ? checkEnd(debut, fin, now) : checkTimes(debut, fin, now)
  return faux ? { erreurs: faux } : { voulue: { demarche: tapee.demarche || null, debut, fin, motif } }
}

function checkTimes(debut: Date, fin: Date, now: Date): ErreursFermeture | undefined {
  if (debut < now)
    return { debutHeure: `Ce moment est passé : il est ${parisHour(now)}. Choisissez un début à venir.` }
  if (debut.getTime() - now.getTime() > MAX_AVANCE_MS)
    return { debutJour: 'C’est dans plus d’un an : vérifiez l’année.' }
  return checkEnd(debut, fin, now)
}

function checkEnd(debut: Date, fin: Date, now: Date): ErreursFermeture | undefined {
  if (fin <= debut)
    return {
      finHeure: `La fin vient avant le début (le ${longMoment(debut)}). Choisissez une fin plus tard.`,
    }
  if (fin <= now) return { finHeure: 'Cette fin est déjà passée. Choisissez une fin à venir.' }
  if (fin.getTime() - debut.getTime() > MAX_MS)
    return {
      finJour:
        'Une maintenance dure sept jours au plus. Choisissez une fin plus proche. Pour fermer plus longtemps, allez à « Démarches et campagnes ».',
    }
  return undefined
}

function momentOf(day: string, hour: string): Date | { erreur: 'Jour' | 'Heure' } {
  if (!isDay(day)) return { erreur: 'Jour' }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(hour)) return { erreur: 'Heure' }
  return parisMoment(day, hour)
}
