import type { CourrielContexte } from '../instruction-deps.ts'

/** The way to the demande on line. */
export const boutonDemande = ({ deps, reference }: CourrielContexte, libelle: string) => ({
  type: 'bouton' as const,
  libelle,
  adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
})

/** The other ways: telephone and paper. */
export const joindre = ({ demarche: { contact }, reference }: CourrielContexte) => ({
  type: 'paragraphe' as const,
  texte: `Vous préférez le téléphone ou le courrier ? Appelez le ${contact.telephone}, ${contact.horaires}, ou écrivez à : ${contact.adressePostale.join(', ')}. Votre référence : ${reference}.`,
})
