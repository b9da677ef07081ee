import type { DemarchePubliee } from './catalogue.ts'

/** The démarches whose presentation holds every word that was typed; accents and capitals do not count. */
export function searchDemarches<T extends DemarchePubliee>(all: readonly T[], typed: string): readonly T[] {
  const words = plain(typed).split(' ').filter(Boolean)
  if (words.length === 0) return all
  return all.filter(({ demarche }) => {
    const text = plain(
      [demarche.titre, demarche.resume, ...demarche.pourQui, ...demarche.ceQueCaDonne].join(' '),
    )
    return words.every((word) => text.includes(word))
  })
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
