import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { safeFileName } from '../../platform/files/safe-file-name.ts'
import {
  colonneDuTitulaire,
  ligneDuTitulaire,
  type Titulaire,
  titulaireId,
} from '../../platform/session/titulaire.ts'
import { type Lieu, lockDestination, type PiecesDeps } from './destination.ts'
import { eraseChunks } from './erase-files.ts'
import { MAX_ENVOIS_OUVERTS, MAX_OCTETS } from './piece.ts'
import { refusWhenFull } from './piece-store.ts'
import { PieceRefusee } from './refusals.ts'

/** Opens an upload. @returns its id @throws PieceIntrouvable | PieceRefusee */
export async function startTeleversement(
  deps: PiecesDeps,
  acteur: Titulaire,
  lieu: Lieu,
  fichier: { nom: string; taille: number },
): Promise<string> {
  const refus = refusOfSize(fichier.taille)
  if (refus) throw new PieceRefusee(refus)
  const id = uuidv7()
  await inTransaction(deps.db, async (tx) => {
    const regles = await lockDestination(deps, tx, acteur, lieu)
    const plein = await refusWhenFull(tx, lieu, regles)
    if (plein) throw new PieceRefusee(plein)
    await giveUpOldest(tx, acteur)
    await tx
      .insertInto('televersement')
      .values({
        id,
        ...ligneDuTitulaire(acteur),
        [lieu.colonne]: lieu.id,
        champ: lieu.champ,
        nom_fichier: safeFileName(fichier.nom),
        taille: fichier.taille,
        cree_le: deps.clock.now(),
      })
      .execute()
  })
  return id
}

function refusOfSize(taille: number): string | undefined {
  if (!Number.isSafeInteger(taille) || taille < 1)
    return 'Ce fichier est vide. Vérifiez-le sur votre appareil et recommencez.'
  return taille > MAX_OCTETS
    ? 'Ce fichier dépasse 10 Mo. Prenez une photo moins lourde, ou enregistrez le document en PDF.'
    : undefined
}

/** Somebody on a bad line begins again and again: nobody is refused for that, and the disk stays bounded. */
async function giveUpOldest(tx: Tx, acteur: Titulaire): Promise<void> {
  const oldest = tx
    .selectFrom('televersement')
    .select('id')
    .where(colonneDuTitulaire(acteur), '=', titulaireId(acteur))
    .where('piece_id', 'is', null)
    .orderBy('cree_le', 'desc')
    .orderBy('id', 'desc')
    .offset(MAX_ENVOIS_OUVERTS - 1)
  const gone = await tx.deleteFrom('televersement').where('id', 'in', oldest).returning('id').execute()
  await eraseChunks(
    tx,
    gone.map(({ id }) => id),
  )
}
