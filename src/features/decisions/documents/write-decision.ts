import { fillVariables, type Variables } from '../../../formulaire/variables-de-decision.ts'
import { CONSULTATION_JOURS } from '../../../platform/legal-clock/notification.ts'
import { longDate } from '../../../platform/legal-clock/paris.ts'
import type { DocumentBuilder } from '../../../platform/pdf/document.ts'
import type { DecisionAEcrire } from '../decision-a-ecrire.query.ts'
import { parPersonne } from '../parties.ts'
import { fondements } from '../retrait.ts'
import { sensEnPhrase } from '../sens-de-decision.ts'

const TITRES = {
  decision: 'Décision sur votre demande',
  correction: 'Décision corrigée sur votre demande',
  retrait: 'Retrait d’une décision',
} as const

/** Writes one decision (CRPA L211-5, L212-1, L411-2); `lettre` for the one that is signed and posted. */
export function writeDecision(pdf: DocumentBuilder, decision: DecisionAEcrire, lettre: boolean): void {
  const { modele, qui } = decision
  pdf.letterhead(modele.adressePostale)
  if (lettre) pdf.addressBlock([nomDe(qui.destinataire), ...qui.destinataire.adresse])
  pdf.heading(1, TITRES[decision.nature])
  if (qui.aGarder) pdf.box('Exemplaire du service : ne l’envoyez pas', aGarderEnMots(decision))
  writeFacts(pdf, decision)
  const valeurs = variablesOf(decision)
  for (const texte of modele.textes) pdf.paragraph(`Vu ${fillVariables(texte, valeurs)}`, 'doux')
  pdf.heading(2, 'La décision')
  pdf.paragraph(sensEnPhrase[decision.sens], 'fort')
  if (qui.manque)
    pdf.box('Un document manque encore', [
      'Ce qui est accordé prend effet le jour où nous recevons ce document (article L. 114-5-1 du code des relations entre le public et l’administration) :',
      ...qui.manque,
    ])
  writeParties(pdf, decision)
  if (qui.aPayer) pdf.box(qui.aPayer.titre, qui.aPayer.lignes)
  writeMotifs(pdf, decision)
  const suite =
    decision.sens in modele.suites ? modele.suites[decision.sens as keyof typeof modele.suites] : undefined
  if (suite) pdf.paragraph(fillVariables(suite, valeurs))
  if (decision.calculee) pdf.box('Un calcul automatisé a servi à cette décision', modele.calcul)
  pdf.heading(2, 'Si vous n’êtes pas d’accord')
  for (const texte of modele.recours) pdf.paragraph(texte)
  pdf.paragraph(quandElleCompte(decision))
  pdf.paragraph(
    `Une question ? Appelez le ${modele.telephone}, ${modele.horaires}, et donnez votre référence : ${decision.reference}.`,
  )
  writeSignature(pdf, decision, lettre)
}

const aGarderEnMots = ({ voie }: DecisionAEcrire): string[] => [
  'L’usager connaît l’auteur de cette décision par un numéro (anonymat de l’agent, article L. 111-2 du code des relations entre le public et l’administration). Ce document porte son nom.',
  voie === 'courrier'
    ? 'C’est l’original : faites-le signer et gardez-le. La lettre à poster est une ampliation, sans ce nom.'
    : 'L’usager lit dans son espace une ampliation, sans ce nom.',
]

const nomDe = ({ prenom, nom }: { prenom: string; nom: string }): string => `${prenom} ${nom}`

function variablesOf({ reference, modele, qui, deposeeLe, priseLe }: DecisionAEcrire): Variables {
  const { prenom, nom } = qui.destinataire
  const { demarche, service } = modele
  return { reference, demarche, service, prenom, nom, depot: longDate(deposeeLe), date: longDate(priseLe) }
}

function writeFacts(pdf: DocumentBuilder, decision: DecisionAEcrire): void {
  const { modele, qui, precedenteLe, nature } = decision
  const avant = nature === 'correction' ? 'Corrige la décision du' : 'Retire la décision du'
  pdf.definitionList([
    { terme: 'Démarche', valeur: modele.demarche },
    { terme: 'Référence', valeur: decision.reference },
    { terme: 'Demande faite par', valeur: nomDe(qui.destinataire) },
    { terme: 'Demande reçue le', valeur: longDate(decision.deposeeLe) },
    { terme: 'Décision du', valeur: longDate(decision.priseLe) },
    ...(nature !== 'decision' && precedenteLe ? [{ terme: avant, valeur: longDate(precedenteLe) }] : []),
    { terme: 'Prise par', valeur: `${nomDe(qui.decideur)}, ${qui.decideur.qualite}` },
    { terme: 'Service', valeur: `${modele.collectivite}, ${modele.service}` },
  ])
}

function writeParties(pdf: DocumentBuilder, { parties, motivation: commune }: DecisionAEcrire): void {
  for (const { nom, parties: siennes } of parPersonne(parties)) {
    if (nom) pdf.heading(3, nom)
    pdf.definitionList(
      siennes.map(({ libelle, sens, motivation, detail }) => ({
        terme: libelle,
        // The reasons that are the same for all are written once, below.
        valeur: [
          sens === 'acceptee' ? 'Accordé.' : 'Refusé.',
          sens === 'acceptee' ? detail : motivation === commune ? '' : motivation,
        ]
          .filter(Boolean)
          .join('\n'),
      })),
    )
  }
}

function writeMotifs(pdf: DocumentBuilder, decision: DecisionAEcrire): void {
  const { nature, sens, motif, motivation, fondement } = decision
  if (motif !== '') {
    pdf.heading(2, nature === 'correction' ? 'Ce qui est corrigé' : 'Les motifs du retrait')
    if (fondement) pdf.paragraph(fondements[fondement].enDroit)
    writeTexte(pdf, motif)
  }
  if (motivation === '') return
  pdf.heading(2, sens === 'refusee' || sens === 'sans_suite' ? 'Les motifs' : 'Précisions')
  writeTexte(pdf, motivation)
}

function writeTexte(pdf: DocumentBuilder, texte: string): void {
  for (const paragraphe of texte.split(/\n{2,}/)) pdf.paragraph(paragraphe)
}

function quandElleCompte({ voie }: DecisionAEcrire): string {
  return voie === 'espace'
    ? `Cette décision est remise dans votre espace, avec votre accord (article L. 112-15 du code des relations entre le public et l’administration). Le délai part du jour où vous l’ouvrez pour la première fois. Si vous ne l’ouvrez pas en ${CONSULTATION_JOURS} jours, il part du jour où elle a été mise dans votre espace (article R. 112-20).`
    : 'Cette décision vous est envoyée par la poste. Le délai part du jour où vous recevez la lettre.'
}

/** By hand on a letter (CRPA L212-1); not needed where a téléservice notifies (L212-2, 1°). */
function writeSignature(pdf: DocumentBuilder, decision: DecisionAEcrire, lettre: boolean): void {
  const { qui, voie, modele, version } = decision
  // Before the signature, which ends the sheet: alone, it would take another one.
  pdf.paragraph(`Modèle de décision, version ${version}.`, 'doux')
  if (qui.anonyme)
    pdf.paragraph(
      `${nomDe(qui.decideur)}, ${qui.decideur.qualite}, ${modele.service}. Ampliation : le Département garde l’original, qui porte le nom de son auteur (anonymat de l’agent, article L. 111-2 du code des relations entre le public et l’administration).`,
    )
  else if (lettre || (qui.aGarder && voie === 'courrier'))
    pdf.signature([nomDe(qui.decideur), qui.decideur.qualite, modele.service])
  else
    pdf.paragraph(
      voie === 'espace'
        ? `${nomDe(qui.decideur)}, ${qui.decideur.qualite}, ${modele.service}. Décision notifiée par un téléservice, dispensée de signature (article L. 212-2, 1°, du code des relations entre le public et l’administration).`
        : `${nomDe(qui.decideur)}, ${qui.decideur.qualite}, ${modele.service}. Copie : l’original signé vous est envoyé par la poste.`,
    )
}
