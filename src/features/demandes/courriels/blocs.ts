import type { Demarche } from '../../../formulaire/demarche.ts'

/** What every mail about a demande names. */
export interface CourrielDeDemande {
  deps: { publicOrigin: string }
  reference: string
  demarche: Demarche
}

/** The way to the demande on line. */
export const boutonDemande = (
  { deps, reference }: Pick<CourrielDeDemande, 'deps' | 'reference'>,
  libelle: string,
) => ({
  type: 'bouton' as const,
  libelle,
  adresse: `${deps.publicOrigin}/espace/demandes/${reference}`,
})

/** The other ways: telephone and paper. */
export const joindre = ({
  demarche: { contact },
  reference,
}: Pick<CourrielDeDemande, 'demarche' | 'reference'>) => ({
  type: 'paragraphe' as const,
  texte: `Vous préférez le téléphone ou le courrier ? Appelez le ${contact.telephone}, ${contact.horaires}, ou écrivez à : ${contact.adressePostale.join(', ')}. Votre référence : ${reference}.`,
})

/** For whoever cannot get a document, after the question. */
export const DITES_LE_NOUS = 'Dites-le-nous dans votre espace, à la place du document, ou appelez-nous.'
