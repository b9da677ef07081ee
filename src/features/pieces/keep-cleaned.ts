import { v7 as uuidv7 } from 'uuid'
import type { Propre } from '../../platform/cleaning/cleaned.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import type { StoredFile } from '../../platform/files/key-ring.ts'
import { eraseContent } from './erase-files.ts'
import type { FichierLocked } from './move-fichier.ts'

/** What was drawn of a file, sealed on the disk and not yet in the base. */
export interface Kept {
  propre: Propre
  contenu: (StoredFile & { taille: number }) | undefined
  images: readonly { id: string; stored: StoredFile; taille: number; largeur: number; hauteur: number }[]
}

/**
 * Seals what was drawn, each under a new name: nothing that is being read is written over. Should the process end
 * before the base knows them, nobody has their keys.
 */
export async function sealCleaned(files: FileStore, propre: Propre): Promise<Kept> {
  const sealed: string[] = []
  const put = async (content: Buffer) => {
    const id = uuidv7()
    const stored = await files.put(id, content)
    sealed.push(stored.chemin)
    return { id, stored, taille: content.length }
  }
  try {
    const images: Kept['images'][number][] = []
    for (const { image, largeur, hauteur } of propre.apercus)
      images.push({ ...(await put(image)), largeur, hauteur })
    const net = propre.contenu && (await put(propre.contenu))
    return { propre, contenu: net && { ...net.stored, taille: net.taille }, images }
  } catch (error) {
    // A full disk that kept the pages it had room for would be fuller at each try.
    for (const chemin of sealed) await files.remove(chemin)
    throw error
  }
}

/** The base refers to what was sealed; the content as it came is destroyed, the place where a photo was taken with it. */
export async function keepCleaned(tx: Tx, fichier: FichierLocked, kept: Kept, le: Date): Promise<void> {
  const { propre, contenu } = kept
  await tx
    .updateTable('fichier')
    .set({
      nettoye_le: le,
      pages: propre.pages,
      alertes: [...propre.alertes],
      ...(contenu
        ? {
            genre: propre.genre,
            taille: contenu.taille,
            chemin: contenu.chemin,
            cle_enveloppee: contenu.cleEnveloppee,
            cle_version: contenu.cleVersion,
          }
        : {}),
    })
    .where('id', '=', fichier.id)
    .execute()
  if (contenu) await eraseContent(tx, fichier.chemin)
  await insertImages(tx, fichier, kept.images, le)
}

async function insertImages(tx: Tx, fichier: FichierLocked, images: Kept['images'], le: Date): Promise<void> {
  if (images.length === 0) return
  await tx
    .insertInto('fichier')
    .values(
      images.map(({ id, stored, taille }) => ({
        id,
        usager_id: fichier.usager_id,
        agent_id: fichier.agent_id,
        genre: 'jpeg',
        taille,
        sha256: stored.sha256,
        etat: 'liberee',
        chemin: stored.chemin,
        cle_enveloppee: stored.cleEnveloppee,
        cle_version: stored.cleVersion,
        recu_le: le,
        analyse_le: le,
      })),
    )
    .execute()
  await tx
    .insertInto('apercu')
    .values(
      images.map(({ id, largeur, hauteur }, index) => ({
        fichier_id: fichier.id,
        page: index + 1,
        image_id: id,
        largeur,
        hauteur,
      })),
    )
    .execute()
}

/** What was sealed for nothing. */
export async function dropCleaned(files: FileStore, { contenu, images }: Kept): Promise<void> {
  if (contenu) await files.remove(contenu.chemin)
  for (const { stored } of images) await files.remove(stored.chemin)
}
