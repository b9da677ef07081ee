import { eurosEnMots } from '../../../formulaire/nombres.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longDay, longMoment, parisDay, parisTime } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import type { ClotureEtAgent } from '../clotures.query.ts'
import { type Ecriture, genresEnMots, moyensEnMots } from '../ecriture.ts'
import { netDe, sommeDe } from '../totaux.ts'

/** The closing of a day, to keep with the papers of the régie: always the same bytes. */
export function createCloturePdf(deps: { collectivite: Collectivite; titreDe: (slug: string) => string }) {
  return ({ cloture, agent }: Pick<ClotureEtAgent, 'cloture' | 'agent'>): Promise<Buffer> => {
    const titre = `Clôture de caisse n° ${cloture.numero} – ${longDay(cloture.jour)}`
    const somme = sommeDe(cloture.totaux)
    const pdf = createDocument({
      ...{ titre, auteur: deps.collectivite.nom, langue: 'fr-FR', le: cloture.closeLe },
      piedDePage: `${deps.collectivite.nom} – clôture n° ${cloture.numero}`,
    })
    pdf.letterhead([deps.collectivite.nom])
    pdf.heading(1, titre)
    pdf.definitionList([
      { terme: 'Close le', valeur: longMoment(cloture.closeLe) },
      { terme: 'Par', valeur: agent },
      { terme: 'Écritures', valeur: String(somme.nombre) },
      { terme: 'Entrées', valeur: eurosEnMots(somme.entreesCents) },
      { terme: 'Sorties', valeur: eurosEnMots(somme.sortiesCents) },
      { terme: 'Net', valeur: eurosEnMots(netDe(somme)) },
    ])
    pdf.heading(2, 'Par démarche et par moyen')
    pdf.table(
      [
        { titre: 'Démarche', part: 3 },
        { titre: 'Moyen', part: 1.2 },
        { titre: 'Nombre', aDroite: true },
        { titre: 'Entrées', part: 1.5, aDroite: true },
        { titre: 'Sorties', part: 1.5, aDroite: true },
      ],
      cloture.totaux.map((total) => [
        deps.titreDe(total.demarche),
        moyensEnMots[total.moyen],
        String(total.nombre),
        eurosEnMots(total.entreesCents),
        eurosEnMots(total.sortiesCents),
      ]),
    )
    pdf.heading(2, 'Les écritures')
    pdf.table(
      [
        { titre: 'Heure', part: 1.3 },
        { titre: 'Écriture', part: 2.05 },
        { titre: 'Paiement', part: 2.4 },
        { titre: 'Moyen', part: 1.1 },
        { titre: 'Montant', part: 1.4, aDroite: true },
        { titre: 'Transaction', part: 1.75 },
      ],
      cloture.ecritures.map(ligneDe),
    )
    pdf.paragraph(`Empreinte : ${cloture.empreinte}`, 'doux')
    pdf.paragraph(
      'Un jour clos ne change plus. Une erreur se corrige par une autre écriture, un jour suivant.',
      'doux',
    )
    return pdf.toBuffer()
  }
}

function ligneDe(ecriture: Ecriture): string[] {
  const le = new Date(ecriture.le)
  const heure = parisTime(le)
  return [
    parisDay(le) === ecriture.jour ? heure : `${longDay(parisDay(le))}, ${heure}`,
    genresEnMots[ecriture.genre],
    ecriture.commande,
    moyensEnMots[ecriture.moyen],
    eurosEnMots(ecriture.montantCents),
    ecriture.transactionId ?? '',
  ]
}
