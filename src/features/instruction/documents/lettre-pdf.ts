import { longDate } from '../../../platform/legal-clock/paris.ts'
import { createDocument, type DocumentBuilder } from '../../../platform/pdf/document.ts'
import type { PartieImprimee } from '../../decisions/index.ts'
import { getDemarche, type InstructionDeps } from '../instruction-deps.ts'
import type { LettreEcrite } from '../lettres.query.ts'

const CIVILITES: Readonly<Record<string, string>> = { madame: 'Madame', monsieur: 'Monsieur' }

/** A letter to print. */
export function makeLettre(deps: InstructionDeps, lettre: LettreEcrite): Promise<Buffer> {
  const { titre, le, pied, write } = partieDeLettre(deps, lettre)
  const auteur = deps.collectivite.nom
  const pdf = createDocument({ titre, auteur, langue: 'fr-FR', le, piedDePage: pied })
  write(pdf)
  return pdf.toBuffer()
}

/** The same as a part of a print of several. */
export const partieDeLettre = (deps: InstructionDeps, lettre: LettreEcrite): PartieImprimee => ({
  id: lettre.id,
  le: lettre.ecrite_le,
  titre: lettre.objet,
  auteur: deps.collectivite.nom,
  pied: `${deps.collectivite.nom} – demande ${lettre.reference}`,
  write: (pdf) => writeParts(pdf, deps, lettre),
})

function writeParts(pdf: DocumentBuilder, deps: InstructionDeps, lettre: LettreEcrite): void {
  const { contact, titre } = getDemarche(deps, lettre.demarche)
  const { adresse } = lettre
  const civilite = CIVILITES[lettre.civilite ?? ''] ?? ''
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
}
