import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import type { Db } from '../../../platform/db/database.ts'
import { longDay, longMoment, startOfParisDay } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import type { Catalogue } from '../../demarches/index.ts'
import { RienAAttester } from '../refusals.ts'

/**
 * Makes the attestation that silence has accepted a demande (CRPA L232-3): always the same one.
 * @throws RienAAttester when it has not
 */
export function createAttestationPdf(deps: { db: Db; catalogue: Catalogue; collectivite: Collectivite }) {
  return async (demande: { id: string; reference: string }): Promise<Buffer> => {
    const row = await deps.db
      .selectFrom('demande')
      .innerJoin('decision_implicite', 'decision_implicite.demande_id', 'demande.id')
      .innerJoin('usager', 'usager.id', 'demande.usager_id')
      .select(['demande.demarche', 'demande.deposee_le', 'nee_le', 'usager.prenom', 'usager.nom'])
      .where('demande.id', '=', demande.id)
      .where('sens', '=', 'acceptation')
      .where('demande.statut', '=', 'acceptee')
      .orderBy('nee_le', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!row) throw new RienAAttester(demande.reference)
    const { demarche } = deps.catalogue.get(row.demarche)
    const { collectivite } = deps
    const pdf = createDocument({
      titre: `Attestation d’acceptation implicite de la demande ${demande.reference}`,
      auteur: collectivite.nom,
      langue: 'fr-FR',
      le: startOfParisDay(row.nee_le),
      piedDePage: `${collectivite.nom} – demande ${demande.reference}`,
    })
    pdf.letterhead(demarche.contact.adressePostale)
    pdf.heading(1, 'Attestation d’acceptation implicite')
    pdf.paragraph(
      `${majuscule(collectivite.nomAvecArticle)} atteste que la demande décrite ci-dessous est acceptée depuis le ${longDay(row.nee_le)}.`,
      'fort',
    )
    pdf.definitionList([
      { terme: 'Démarche', valeur: demarche.titre },
      { terme: 'Référence', valeur: demande.reference },
      { terme: 'Faite par', valeur: `${row.prenom} ${row.nom}` },
      { terme: 'Reçue le', valeur: longMoment(row.deposee_le) },
      { terme: 'Acceptée depuis le', valeur: longDay(row.nee_le) },
      { terme: 'Service', valeur: demarche.contact.service },
    ])
    pdf.paragraph(
      `Aucune réponse n’a été donnée avant cette date. Ce silence vaut acceptation (${demarche.silence.source}).`,
    )
    pdf.paragraph(
      'Cette attestation est délivrée à la demande de l’intéressé, en application de l’article L. 232-3 du code des relations entre le public et l’administration.',
    )
    return pdf.toBuffer()
  }
}

const majuscule = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
