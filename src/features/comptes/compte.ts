import { z } from 'zod'

/** E-mail as an identifier: NFC, no spaces around, lower case. Two spellings of one address are one account. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase()
}

/** An address as it is typed. */
export const emailSchema = z
  .string()
  .trim()
  .min(1, 'Écrivez votre adresse électronique.')
  .max(254, 'Cette adresse est trop longue.')
  .pipe(z.email('Écrivez une adresse complète, par exemple : nom@exemple.fr.'))

// Letters of any script, marks, spaces, apostrophes, hyphens and dots; no digits, no control characters.
const name = (absent: string) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, absent)
        .max(80, 'Écrivez 80 caractères au plus.')
        .regex(
          /^[\p{L}\p{M}][\p{L}\p{M}'’. -]*$/u,
          'N’utilisez que des lettres, des espaces, des traits d’union et des apostrophes.',
        ),
    )

/** What the sign-up form holds, before the password is judged. */
export const inscriptionSchema = z.object({
  prenom: name('Écrivez votre prénom.'),
  nom: name('Écrivez votre nom.'),
  email: emailSchema,
  motDePasse: z.string().max(1_000, 'Ce mot de passe est trop long : 128 caractères au plus.'),
  conditions: z.literal('oui', 'Pour ouvrir un compte, il faut accepter les conditions générales.'),
})
export type InscriptionSaisie = z.infer<typeof inscriptionSchema>

/** One message a field, in the order of the form. */
export function fieldErrors(error: z.ZodError): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    errors[field] ??= [issue.message]
  }
  return errors
}
