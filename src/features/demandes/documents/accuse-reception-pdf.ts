import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import type { Db } from '../../../platform/db/database.ts'
import { implicitDecisionDay } from '../../../platform/legal-clock/implicit-decision.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import type { Catalogue, FindDefinition } from '../../demarches/index.ts'
import { duAtDepot } from '../../paiements/index.ts'
import { piecesOfDemande } from '../../pieces/index.ts'
import { aPayer } from '../a-payer.ts'
import type { DemandeRow } from '../apply-acte.ts'
import { mentionsLegales } from '../courriels/accuse-reception.ts'
import { summariseDemande } from '../summarise-demande.ts'

/** Makes the acknowledgement of a demande (CRPA R112-11-1): always the same one, as it was at dépôt. */
export function createAccuseReceptionPdf(deps: {
  db: Db
  catalogue: Catalogue
  findDefinition: FindDefinition
  collectivite: Collectivite
}) {
  return async (demandeId: string): Promise<Buffer> => {
    const demande = (await deps.db
      .selectFrom('demande')
      .selectAll()
      .where('id', '=', demandeId)
      .executeTakeFirstOrThrow()) as DemandeRow
    const { demarche } = deps.catalogue.get(demande.demarche)
    const definition = await deps.findDefinition(deps.db, demande.demarche, demande.definition_version)
    if (!definition) throw new Error(`no definition ${demande.demarche} ${demande.definition_version}`)
    // What was sent later, with a complement or in the place of another document, is not part of what this document acknowledges.
    const pieces = (await piecesOfDemande(deps.db, demandeId)).filter(
      ({ recueLe }) => recueLe <= demande.deposee_le,
    )
    const parties = summariseDemande(
      demande,
      definition,
      pieces.map(({ id, champ, nomFichier }) => ({ id, chemin: champ, nomFichier })),
    )
    const implicite = implicitDecisionDay(demande.deposee_le, demarche.silence.mois)
    const { contact } = demarche
    const pdf = createDocument({
      titre: `Accusé de réception de la demande ${demande.reference}`,
      auteur: deps.collectivite.nom,
      langue: 'fr-FR',
      le: demande.deposee_le,
      piedDePage: `${deps.collectivite.nom} – demande ${demande.reference}`,
    })
    pdf.letterhead(contact.adressePostale)
    pdf.heading(1, 'Accusé de réception de votre demande')
    pdf.definitionList([
      { terme: 'Démarche', valeur: demarche.titre },
      { terme: 'Référence', valeur: demande.reference },
      { terme: 'Reçue le', valeur: longMoment(demande.deposee_le) },
      {
        terme: 'Service chargé du dossier',
        valeur: contact.adressePostale.join('\n'),
      },
      { terme: 'Téléphone', valeur: `${contact.telephone}, ${contact.horaires}` },
      { terme: 'Courriel', valeur: contact.courriel },
    ])
    pdf.box('Quand aurez-vous une réponse ?', mentionsLegales({ demarche, decisionImpliciteLe: implicite }))
    const du = await duAtDepot(deps.db, demandeId)
    const paiement = aPayer({
      demarche,
      reference: demande.reference,
      du,
      enLigne: du?.enLigne ?? false,
      le: du?.geleLe ?? demande.deposee_le,
    })
    if (paiement) pdf.box(paiement.titre, [...paiement.lignes, ...paiement.phrases])
    for (const partie of parties) {
      pdf.heading(2, partie.titre)
      pdf.definitionList(partie.lignes.map(({ libelle, valeur }) => ({ terme: libelle, valeur })))
    }
    pdf.heading(2, 'Documents reçus')
    if (pieces.length > 0) pdf.list(pieces.map((piece) => piece.nomFichier))
    else pdf.paragraph('Aucun document n’était joint.')
    pdf.paragraph(
      `Textes appliqués : ${demarche.silence.source}. Conditions de la démarche, version ${demande.conditions_version}. Conditions générales, version ${demande.conditions_generales_version}.`,
      'doux',
    )
    return pdf.toBuffer()
  }
}
