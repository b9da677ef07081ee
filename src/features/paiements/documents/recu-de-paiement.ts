import { eurosEnMots } from '../../../formulaire/nombres.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import type { Db } from '../../../platform/db/database.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import { PaiementIntrouvable } from '../refusals.ts'

/** Makes the acknowledgement of an accepted payment (CRPA L112-11): always the same bytes. @throws PaiementIntrouvable */
export function createRecuDePaiement(deps: {
  db: Db
  collectivite: Collectivite
  titreDe: (slug: string) => string
}) {
  return async (id: string): Promise<Buffer> => {
    const paiement = await deps.db
      .selectFrom('paiement')
      .leftJoin('demande', 'demande.id', 'paiement.demande_id')
      .select([
        'paiement.commande',
        'paiement.demarche',
        'paiement.montant_cents',
        'paiement.moyen',
        'paiement.autorisation',
        'paiement.transaction_id',
        'paiement.conclu_le',
        'demande.reference',
      ])
      .where('paiement.id', '=', id)
      .where('paiement.statut', '=', 'accepte')
      .executeTakeFirst()
    if (!paiement?.conclu_le) throw new PaiementIntrouvable()
    const pdf = createDocument({
      titre: `Accusé de réception du paiement ${paiement.commande}`,
      auteur: deps.collectivite.nom,
      langue: 'fr-FR',
      le: paiement.conclu_le,
      piedDePage: `${deps.collectivite.nom} – paiement ${paiement.commande}`,
    })
    pdf.letterhead([deps.collectivite.nom])
    pdf.heading(1, 'Accusé de réception de votre paiement')
    pdf.definitionList([
      { terme: 'Montant', valeur: eurosEnMots(paiement.montant_cents) },
      { terme: 'Reçu le', valeur: longMoment(paiement.conclu_le) },
      {
        terme: 'Pour',
        valeur: `${deps.titreDe(paiement.demarche)}${paiement.reference ? `, demande ${paiement.reference}` : ''}`,
      },
      { terme: 'Numéro du paiement', valeur: paiement.commande },
      {
        terme: 'Moyen',
        valeur:
          paiement.moyen === 'carte'
            ? 'Carte bancaire, par Payline (Monext)'
            : 'Chèque, sous réserve de son encaissement',
      },
      ...(paiement.transaction_id ? [{ terme: 'Transaction', valeur: paiement.transaction_id }] : []),
      ...(paiement.autorisation ? [{ terme: 'Autorisation', valeur: paiement.autorisation }] : []),
    ])
    const fin =
      paiement.moyen === 'carte'
        ? 'Le Département n’a jamais connaissance du numéro de votre carte.'
        : 'Le paiement est définitif une fois que votre banque a payé le chèque.'
    pdf.paragraph(
      `Cet accusé de réception électronique est prévu par l’article L. 112-11 du code des relations entre le public et l’administration. ${fin}`,
      'doux',
    )
    return pdf.toBuffer()
  }
}
