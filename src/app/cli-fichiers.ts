import { checkKeys, mayRemoveOldKeys, rotateKeys } from '../features/pieces/index.ts'
import type { CliCommand } from './cli-command.ts'

type EtatDesCles = Awaited<ReturnType<typeof checkKeys>>

/** `fichiers:rotation`: a new master key takes over from the old one, while the portal serves. */
export const fichiersCommand: CliCommand = {
  resume:
    'Protège la clé de chaque document par la clé maîtresse la plus récente, sans arrêter le portail. --verifie dit si les anciennes peuvent être retirées ; --contenus relit aussi chaque document.',
  usage: '[--verifie] [--contenus]',
  options: { verifie: { type: 'boolean' }, contenus: { type: 'boolean' } },
  run: async (context, values) => {
    if (values.verifie === true || values.contenus === true)
      return verified(await checkKeys(context, values.contenus === true ? 'contenus' : 'cles'))
    const { version, scellees, endommages } = await rotateKeys(context)
    const lines = [`Clés protégées par la version ${version} : ${scellees}.`]
    if (endommages.length > 0) throw new Error([...lines, ...damaged(endommages)].join('\n'))
    return [...lines, 'Vérifiez maintenant, avant de retirer l’ancienne : fichiers:rotation --verifie']
  },
}

/** @throws Error with the same lines when something is left to do, so that a script stops there */
function verified(etat: EtatDesCles): string[] {
  const { version, restent, morceaux, fichiers, endommages } = etat
  const lines = [
    `Documents vérifiés : ${fichiers}. La version ${version} protège les nouveaux.`,
    ...restent.map((reste) => `Attendent encore la version ${reste.version} : ${reste.nombre}.`),
    ...(morceaux > 0
      ? [`Morceaux d’envois en cours sous une ancienne version : ${morceaux} (deux jours au plus).`]
      : []),
    ...(endommages.length > 0 ? damaged(endommages) : []),
    mayRemoveOldKeys(etat)
      ? 'Plus rien n’attend une version plus ancienne : vous pouvez la retirer.'
      : 'Gardez les anciennes versions.',
  ]
  if (!mayRemoveOldKeys(etat) || endommages.length > 0) throw new Error(lines.join('\n'))
  return lines
}

const damaged = (ids: readonly string[]): string[] => [
  `Documents abîmés, à reprendre d’une sauvegarde (docs/exploitation/cles.md) : ${ids.length}.`,
  ...ids.slice(0, 50).map((id) => `  ${id}`),
]
