import type { Tx } from '../../platform/db/database.ts'
import type { Lieu, Regles } from './destination.ts'
import { releaseFichiers } from './erase-files.ts'

/** Files that do not count as received. */
const REFUSES = ['infectee', 'ecartee']

/** Before another document takes its place: what could not be used at a locked field goes, with its file. */
export async function removeRefused(tx: Tx, { colonne, id, champ }: Lieu): Promise<void> {
  const gone = await tx
    .deleteFrom('piece')
    .where(colonne, '=', id)
    .where('champ', '=', champ)
    .where('demande_id', 'is', null)
    .where('fichier_id', 'in', (eb) =>
      // Of this person's own few files.
      eb
        .selectFrom('piece as p')
        .innerJoin('fichier as f', 'f.id', 'p.fichier_id')
        .select('f.id')
        .where(`p.${colonne}`, '=', id)
        .where('f.etat', 'in', REFUSES),
    )
    .returning('fichier_id')
    .execute()
  await releaseFichiers(
    tx,
    gone.map(({ fichier_id }) => fichier_id),
  )
}

/** Why one document more has no room at a locked place; undefined when it has. */
export async function refusWhenFull(
  tx: Tx,
  { colonne, id, champ }: Lieu,
  { maxIci, maxEnTout }: Regles,
): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('piece')
    .innerJoin('fichier', 'fichier.id', 'piece.fichier_id')
    .select('champ')
    .where(colonne, '=', id)
    .where('demande_id', 'is', null)
    .where('etat', 'not in', REFUSES)
    .execute()
  if (rows.filter((row) => row.champ === champ).length >= maxIci)
    return 'Vous avez déjà mis tous les documents possibles ici. Retirez-en un pour en mettre un autre.'
  return rows.length >= maxEnTout
    ? 'Cette demande contient déjà beaucoup de documents. Retirez-en un pour en mettre un autre.'
    : undefined
}
