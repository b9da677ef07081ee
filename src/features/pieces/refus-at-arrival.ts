import { setTimeout } from 'node:timers/promises'
import { MAX_PIXELS } from '../../platform/cleaning/cleaned.ts'
import type { Cleaner } from '../../platform/cleaning/cleaner.ts'
import { isEncrypted } from '../../platform/cleaning/inspect-pdf.ts'
import type { ContentKind } from '../../platform/files/content-kind.ts'
import { declaredPixels } from '../../platform/files/declared-pixels.ts'

const PATIENCE_MS = 4_000

/**
 * What can be told at once, while the person has the document at hand, without opening it here. An encrypted PDF that
 * opens without a password (many forbid only printing) is taken; whether it does is tried apart.
 */
export async function refusAtArrival(
  cleaner: Pick<Cleaner, 'opensWithoutPassword'>,
  genre: ContentKind,
  content: Buffer,
): Promise<{ refus: string } | undefined> {
  if ((declaredPixels(genre, content) ?? 0) > MAX_PIXELS)
    return {
      refus:
        'Cette image est trop grande : plus de 100 millions de points. Prenez une photo moins grande, ou enregistrez le document en PDF.',
    }
  if (genre !== 'pdf' || !isEncrypted(content)) return undefined
  // Not known is not refused: the analysis will tell. Nor is it waited for: the place is locked meanwhile.
  const opens = await Promise.race([
    cleaner.opensWithoutPassword(content).catch(() => true),
    setTimeout(PATIENCE_MS, true, { ref: false }),
  ])
  return opens
    ? undefined
    : {
        refus:
          'Ce PDF est protégé par un mot de passe : personne ici ne pourrait le lire. Enregistrez-le sans mot de passe, ou prenez le document en photo.',
      }
}
