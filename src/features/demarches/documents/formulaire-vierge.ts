import type { DefinitionFormulaire } from '../../../formulaire/definition.ts'
import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { createDocument, type DocumentBuilder } from '../../../platform/pdf/document.ts'
import { createDrawOnce } from '../../../platform/pdf/draw-once.ts'
import { withFrenchSpaces } from '../../../platform/texte/with-french-spaces.ts'
import type { Ouverture } from '../etat-campagne.ts'
import { fraisDe, paiementSurPapier } from '../frais-en-mots.ts'
import { type Bloc, planFormulaireVierge } from './plan-formulaire-vierge.ts'

export interface DemarcheAImprimer {
  demarche: Demarche
  formulaire: DefinitionFormulaire
  /** Undefined when nobody can say it now: the form then prints no date. */
  ouverture: Ouverture | undefined
}

/** Gives the printable form of a démarche; each version is drawn once for the same dates. */
export function createFormulaireVierge(
  collectivite: Collectivite,
): (publiee: DemarcheAImprimer) => Promise<Buffer> {
  const drawOnce = createDrawOnce()
  return (publiee) =>
    drawOnce(JSON.stringify([publiee.demarche.slug, publiee.formulaire.version, publiee.ouverture]), () =>
      drawFormulaireVierge(publiee, collectivite),
    )
}

function drawFormulaireVierge(publiee: DemarcheAImprimer, collectivite: Collectivite): Promise<Buffer> {
  const { demarche, formulaire, ouverture } = publiee
  const document = createDocument({
    titre: `${demarche.titre} : formulaire à remplir`,
    auteur: collectivite.nom,
    langue: 'fr-FR',
    piedDePage: `${demarche.titre}, formulaire ${formulaire.version}`,
  })
  const pen = spaced(document)
  drawHead(pen, demarche, ouverture, collectivite)
  for (const bloc of planFormulaireVierge(formulaire)) drawBloc(pen, bloc)
  drawSignature(pen)
  drawFrais(pen, publiee)
  drawSending(pen, demarche)
  drawData(pen, demarche, collectivite)
  return document.toBuffer()
}

type Pen = Pick<
  DocumentBuilder,
  'letterhead' | 'heading' | 'paragraph' | 'list' | 'box' | 'blankField' | 'tickBox' | 'newPage'
>

/** The same document, with the spaces that French typography keeps. */
function spaced(document: DocumentBuilder): Pen {
  const s = withFrenchSpaces
  return {
    letterhead: (lignes) => document.letterhead(lignes),
    newPage: () => document.newPage(),
    heading: (level, text) => document.heading(level, s(text)),
    paragraph: (text, ton) => document.paragraph(s(text), ton),
    list: (elements) => document.list(elements.map(s)),
    box: (titre, lignes) => document.box(s(titre), lignes.map(s)),
    tickBox: (libelle, aide) => document.tickBox(s(libelle), aide && s(aide)),
    blankField: ({ libelle, aide, zones }) =>
      document.blankField({ libelle: s(libelle), ...(aide ? { aide: s(aide) } : {}), zones }),
  }
}

function drawHead(
  pen: Pen,
  demarche: Demarche,
  ouverture: Ouverture | undefined,
  collectivite: Collectivite,
): void {
  pen.letterhead([collectivite.nom, demarche.contact.service])
  pen.heading(1, demarche.titre)
  pen.paragraph(demarche.resume)
  if (ouverture && 'du' in ouverture) {
    const { du, au, fictif = false } = ouverture
    const dates = `À envoyer du ${longDay(du)} au ${longDay(au)} inclus, le cachet de la poste faisant foi`
    pen.paragraph(`${dates}${fictif ? ' (dates fictives)' : ''}.`, 'fort')
  }
  pen.paragraph(
    'Écrivez au stylo, en majuscules. Les réponses sans la mention « facultatif » sont nécessaires. Si une question ne vous concerne pas, laissez-la vide.',
    'doux',
  )
}

function drawBloc(pen: Pen, bloc: Bloc): void {
  switch (bloc.bloc) {
    case 'page':
      if (bloc.nouvelleFeuille) pen.newPage()
      pen.heading(2, bloc.titre)
      if (bloc.rappel) pen.paragraph(bloc.rappel, 'fort')
      if (bloc.aide) pen.paragraph(bloc.aide, 'doux')
      break
    case 'section':
      if (bloc.titre) pen.heading(3, bloc.titre)
      if (bloc.quand) pen.paragraph(`À remplir ${bloc.quand}.`, 'doux')
      if (bloc.aide) pen.paragraph(bloc.aide, 'doux')
      break
    case 'champ': {
      const aide = [bloc.quand ? `À remplir ${bloc.quand}.` : '', bloc.aide ?? ''].filter(Boolean).join(' ')
      const libelle = bloc.facultatif ? `${bloc.libelle} (facultatif)` : bloc.libelle
      pen.blankField({ libelle, ...(aide ? { aide } : {}), zones: bloc.zones })
      break
    }
    case 'texte':
      pen.paragraph(bloc.texte)
      if (bloc.aide) pen.paragraph(bloc.aide, 'doux')
      break
    case 'case':
      pen.tickBox(bloc.libelle, bloc.aide)
  }
}

function drawSignature(pen: Pen): void {
  pen.blankField({
    libelle: 'Fait à, le',
    zones: [
      { zone: 'lignes', nom: 'Commune', nombre: 1 },
      { zone: 'peigne', nom: 'Date', groupes: [2, 2, 4], reperes: ['jour', 'mois', 'année'] },
      { zone: 'lignes', nom: 'Signature', nombre: 3 },
    ],
  })
}

/** What it costs and how to pay without a screen; nothing where nothing is paid. */
function drawFrais(pen: Pen, { demarche, formulaire }: DemarcheAImprimer): void {
  const frais = fraisDe({ paiement: demarche.paiement, formulaire })
  if (frais.length === 0) return
  pen.heading(2, 'Ce que vous payez')
  pen.list(frais.map(({ nom, prix }) => `${nom} : ${prix}`))
  if (demarche.mentionFictive) pen.paragraph(demarche.mentionFictive, 'doux')
  for (const phrase of paiementSurPapier(demarche)) pen.paragraph(phrase)
}

function drawSending(pen: Pen, { papier, contact }: Demarche): void {
  pen.heading(2, 'Où envoyer ce formulaire')
  pen.paragraph(papier.consigne)
  const [first = '', ...others] = papier.adressePostale
  pen.box(first, others)
  pen.paragraph(
    `Une question ? ${contact.service}, ${contact.telephone}, ${contact.horaires}, ${contact.courriel}.`,
  )
}

// RGPD art. 13: said on the paper where the data are collected.
function drawData(pen: Pen, demarche: Demarche, { nomAvecArticle, dpo }: Collectivite): void {
  pen.heading(2, 'Vos données')
  pen.paragraph(
    `${capital(nomAvecArticle)} se sert de vos réponses pour examiner votre demande. Qui les reçoit :`,
  )
  pen.list(demarche.destinataires)
  pen.paragraph(`Combien de temps elles sont gardées : ${demarche.conservation}`)
  pen.paragraph(
    `Vous pouvez demander à les voir, à les corriger, à les effacer, à en limiter l’usage ou vous y opposer. ${dpo.nom} : ${dpo.courriel}, ${dpo.adressePostale.join(', ')}. Vous pouvez aussi saisir la CNIL (www.cnil.fr).`,
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
