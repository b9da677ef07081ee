import { longDate } from '../../../platform/legal-clock/paris.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import { getDemarche, type InstructionDeps } from '../acte-d-agent.ts'
import type { getLettre } from '../lettres.query.ts'

const CIVILITES: Readonly<Record<string, string>> = { madame: 'Madame', monsieur: 'Monsieur' }

/** A letter to print. */
export function makeLettre(
  deps: InstructionDeps,
  lettre: Awaited<ReturnType<typeof getLettre>>,
): Promise<Buffer> {
  const { contact, titre } = getDemarche(deps, lettre.demarche)
  const { adresse } = lettre
  const civilite = CIVILITES[lettre.civilite ?? ''] ?? ''
  const pdf = createDocument({
    titre: lettre.objet,
    auteur: deps.collectivite.nom,
    langue: 'fr-FR',
    le: lettre.ecrite_le,
    piedDePage: `${deps.collectivite.nom} – demande ${lettre.reference}`,
  })
  pdf.letterhead(contact.adressePostale)
  const ville = [adresse.codePostal, adresse.commune].filter(Boolean).join(' ')
  const lignes = [adresse.ligne1, adresse.ligne2, ville, adresse.pays].filter(Boolean)
  pdf.paragraph([`${civilite} ${lettre.prenom} ${lettre.nom}`.trim(), ...lignes].join('\n'), 'fort')
  pdf.paragraph(`Le ${longDate(lettre.ecrite_le)}`)
  pdf.heading(1, lettre.objet)
  pdf.definitionList([
    { terme: 'Votre référence', valeur: lettre.reference },
    { terme: 'Démarche', valeur: titre },
  ])
  pdf.paragraph(`${civilite || 'Madame, Monsieur'},`)
  for (const paragraphe of lettre.paragraphes) pdf.paragraph(paragraphe)
  pdf.paragraph(
    `Pour nous joindre : ${contact.telephone}, ${contact.horaires} ; ${contact.courriel}. Rappelez la référence ${lettre.reference}.`,
  )
  pdf.paragraph(contact.service, 'fort')
  return pdf.toBuffer()
}
