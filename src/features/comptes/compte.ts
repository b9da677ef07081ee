import { domainToASCII } from 'node:url'
import { z } from 'zod'

/**
 * E-mail as an identifier: NFC, no spaces around, lower case, the domain in its ASCII form (RFC 5891). Two spellings of
 * one address are one account; `nom+école@…` is another address than `nom@…`.
 */
export function normaliseEmail(email: string): string {
  const net = email.normalize('NFC').trim().toLowerCase()
  const at = net.lastIndexOf('@')
  const domain = at < 0 ? '' : domainToASCII(net.slice(at + 1))
  return domain === '' ? net : `${net.slice(0, at)}@${domain}`
}

/** A label that mixes the letters of several alphabets looks like a name that it is not (UTS 39, 5.1). */
const mixesAlphabets = (domain: string): boolean =>
  domain
    .split('.')
    .some((label) => ALPHABETS.filter((alphabet) => alphabet.test(label.replace(/[\d-]/g, ''))).length > 1)
const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u]

const COMPLETE = 'Écrivez une adresse complète, par exemple : nom@exemple.fr.'

/** An address as it is typed. Accents are for the domain only: what stands before the @ is plain letters (RFC 5321). */
export const emailSchema = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Écrivez votre adresse électronique.')
      .max(254, 'Cette adresse est trop longue.')
      .refine((email) => !mixesAlphabets(email.slice(email.lastIndexOf('@') + 1)), {
        error: 'Cette adresse mélange plusieurs alphabets. Tapez-la lettre par lettre, sans la copier.',
        abort: true,
      })
      .refine((email) => /^[\p{ASCII}]*@/u.test(email), {
        error: 'Avant le @, n’utilisez que des lettres sans accent, des chiffres, des points et des tirets.',
        when: ({ value }) => typeof value === 'string' && value.includes('@'),
        abort: true,
      })
      .refine((email) => z.email().safeParse(normaliseEmail(email)).success, COMPLETE),
  )

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
