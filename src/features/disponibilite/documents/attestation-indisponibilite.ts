import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import type { FermeturePassee } from '../disponibilite.query.ts'
import { dureeEnMots } from '../fermeture.ts'

/**
 * What attests that the services could not be used: the same for everybody, with nothing about anybody.
 * @param quoi what was closed, as it is called
 */
export function attestationIndisponibilite(
  collectivite: Collectivite,
  fermeture: FermeturePassee,
  quoi: string,
): Promise<Buffer> {
  const { numero, debut, fin, motif } = fermeture
  const pdf = createDocument({
    titre: `Attestation d’indisponibilité n° ${numero}`,
    auteur: collectivite.nom,
    langue: 'fr-FR',
    le: fin,
    piedDePage: `${collectivite.nom} – attestation d’indisponibilité n° ${numero}`,
  })
  pdf.letterhead(collectivite.adressePostale)
  pdf.heading(1, 'Attestation d’indisponibilité')
  pdf.paragraph(
    `${capital(collectivite.nomAvecArticle)} atteste que les services ci-dessous de « ${collectivite.portail} » n’ont pas pu être utilisés pendant la durée indiquée.`,
  )
  pdf.definitionList([
    { terme: 'Services fermés', valeur: quoi },
    { terme: 'Du', valeur: longMoment(debut) },
    { terme: 'Au', valeur: longMoment(fin) },
    { terme: 'Durée', valeur: dureeEnMots(fin.getTime() - debut.getTime()) },
    {
      terme: 'Nature',
      valeur: motif === null ? 'Interruption qui n’était pas prévue' : 'Maintenance annoncée',
    },
    ...(motif === null ? [] : [{ terme: 'Motif', valeur: motif }]),
    { terme: 'Référence', valeur: `Fermeture n° ${numero}` },
  ])
  pdf.box('Ce que cela change pour vos délais', [
    'La date limite d’une démarche, ou le délai pour compléter une demande, dont la fermeture a couvert la dernière minute, ou une demi-heure ou plus du dernier jour, est prolongé jusqu’au premier jour ouvré qui suit, 23 h 59 (heure de Paris).',
    'Vous n’avez rien à demander. Gardez cette attestation : une autre administration pourrait vous demander une preuve.',
  ])
  pdf.paragraph(
    `Heures de Paris. Cette attestation est délivrée à toute personne, à la page « Disponibilité du service » du portail. Une question ? ${collectivite.telephone}, ${collectivite.horaires}.`,
    'doux',
  )
  return pdf.toBuffer()
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
