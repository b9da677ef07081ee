import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { shows, waitFor, waitForTitle } from './hands.ts'
import { giveDocument, openDetails, type Scene } from './journey.ts'

const demandePage = (page: Page): Promise<void> => waitForTitle(page, /^Demande PR/)

/** The page as it is now, for whoever left it open meanwhile. */
async function lookAgain({ page }: Scene): Promise<void> {
  await page.bringToFront()
  await page.reload()
  await demandePage(page)
}

/** Documents are analysed on their own time: the page is asked again until this one may be judged. */
async function waitUntilAnalysed(scene: Scene, nom: string): Promise<void> {
  await waitFor(scene.page, `« ${nom} » analysed`, async () => {
    const buttons = await scene.page.$$eval('button[value="acceptee"]', (all) =>
      all.map((e) => e.textContent),
    )
    if (buttons.some((words) => words?.includes(nom))) return true
    await lookAgain(scene)
    return false
  })
}

/** Where the decision is to be received: in the space, said beforehand. */
export async function consentToNotification({ page, hands, onPage }: Scene): Promise<void> {
  await hands.press('Choisir')
  await waitForTitle(page, /^Comment nous vous écrivons/)
  await onPage('contact')
  await hands.choose('notification', 'espace')
  await hands.press('Enregistrer cette réponse')
  await shows(page, 'dans mon espace')
  await onPage('contact-choisi')
}

export async function goToDemande({ page, hands }: Scene, reference: string): Promise<void> {
  await hands.press('Mes demandes')
  await waitForTitle(page, /^Mes demandes/)
  await hands.press(reference)
  await demandePage(page)
}

export async function takeInCharge({ page, hands, onPage }: Scene, reference: string): Promise<void> {
  await hands.press(reference)
  await demandePage(page)
  await onPage('agents-demande-deposee')
  await hands.press('Prendre en charge')
  await waitFor(page, 'in charge', async () => (await page.$('[name="elements"]')) !== null)
}

export async function refuseDocument(scene: Scene, nom: string): Promise<void> {
  const { page, hands, onPage } = scene
  await waitUntilAnalysed(scene, nom)
  await onPage('agents-demande-en-cours')
  await openDetails(page)
  await page.select('[name="motif"]', 'illisible')
  await hands.fill('precisions', 'La photo est floue.')
  await hands.press(`Refuser ${nom}`)
  await shows(page, 'La photo est floue.')
  await onPage('agents-document-refuse')
}

export async function replaceDocument(scene: Scene, nom: string): Promise<void> {
  const { page, onPage } = scene
  await lookAgain(scene)
  await shows(page, 'Un document est à remplacer')
  await shows(page, 'On n’arrive pas à le lire. La photo est floue.')
  await onPage('document-a-remplacer')
  await giveDocument(page, 'input[id^="remplace-"]', nom)
  await waitFor(page, 'replaced', async () => (await page.$('input[id^="remplace-"]')) === null)
  await onPage('document-remplace')
}

export async function acceptDocument(scene: Scene, nom: string): Promise<void> {
  await lookAgain(scene)
  await waitUntilAnalysed(scene, nom)
  await scene.hands.press(`Accepter ${nom}`)
  await waitFor(scene.page, 'accepted', async () =>
    scene.page.$$eval('.fichiers .ds-tag', (tags) => tags.some((tag) => tag.textContent === 'accepté')),
  )
  await scene.onPage('agents-document-accepte')
}

/** @param champs what to write in which field */
export async function askComplement(
  scene: Scene,
  champs: Record<string, string>,
  name: string,
): Promise<void> {
  const { page, hands, onPage } = scene
  await lookAgain(scene)
  await openDetails(page)
  for (const [champ, texte] of Object.entries(champs)) await hands.fill(champ, texte)
  await onPage(`${name}-formulaire`)
  await hands.press('Envoyer la demande de complément')
  await waitFor(page, 'asked', async () => (await page.$('details[open] [name="elements"]')) === null)
  await shows(page, 'Réponse attendue')
  await onPage(name)
}

/** The document first, with what is still missing told; then the answer to the question. */
export async function answerInTwo(scene: Scene): Promise<void> {
  const { page, hands, onPage } = scene
  await lookAgain(scene)
  await onPage('complement-deux')
  await giveDocument(page, '[data-televersement] input[type=file]', 'certificat.pdf')
  await hands.press('Envoyer ma réponse')
  await shows(page, 'il manque encore')
  await onPage('complement-incomplet')
  await hands.press('Envoyer une partie')
  await shows(page, 'Déjà reçu')
  await onPage('complement-en-partie')
}

export async function answerRest({ page, hands, onPage }: Scene): Promise<void> {
  await hands.fill('reponse.2', 'Sa mère, toute la semaine.')
  await hands.press('Envoyer ma réponse')
  await waitFor(page, 'the answer', async () => (await page.$('[name="reponse.2"]')) === null)
  await onPage('complement-complet')
}

/** What only helps: the examination does not wait for it. */
export async function answerUseful(scene: Scene): Promise<void> {
  const { page, hands, onPage } = scene
  await lookAgain(scene)
  await shows(page, 'Ce que vous pouvez ajouter')
  await onPage('complement-utile')
  await hands.fill('reponse', 'Je n’en ai pas encore.')
  await hands.press('Envoyer ma réponse')
  await waitFor(page, 'the answer', async () => (await page.$('[name="reponse"]')) === null)
}

/** Begins with the template, which is read again before it leaves. */
export async function writeFromTemplate(scene: Scene): Promise<void> {
  const { page, hands, onPage } = scene
  await lookAgain(scene)
  await hands.press('Insérer le modèle')
  await shows(page, 'Le modèle est inséré')
  await onPage('agents-modele-insere')
  await hands.press('Envoyer le message')
  await shows(page, 'Votre message est envoyé')
  await shows(page, 'Pas encore lu par l’usager')
  await onPage('agents-message-envoye')
}

/** Reads what the service wrote, and answers with words and, as people do, a document after them. */
export async function readAndAnswer(scene: Scene): Promise<void> {
  const { page, hands, onPage } = scene
  await lookAgain(scene)
  await shows(page, 'Bonjour Camille Martin, demande')
  await hands.fill('texte', 'Voici la notification de la CAF.')
  await giveDocument(page, '#document-message', 'notification.pdf')
  await onPage('message-a-envoyer')
  await hands.press('Envoyer le message')
  await shows(page, 'Votre message est envoyé')
  await onPage('message-envoye')
}

export async function readAnswer(scene: Scene, reference: string): Promise<void> {
  const { page, hands, onPage } = scene
  await page.bringToFront()
  await hands.press('Messages')
  await waitForTitle(page, /^Messages à lire/)
  await onPage('agents-messages-a-lire')
  await hands.press(reference)
  await shows(page, 'Voici la notification de la CAF.')
  await shows(page, 'notification.pdf')
  await shows(page, 'Lu par l’usager le')
  await onPage('agents-message-lu')
  await hands.press('Messages')
  await shows(page, 'Aucun message n’attend')
}

/** @param collegue id of the colleague who is asked */
export async function askAvis(
  { page, hands, onPage }: Scene,
  reference: string,
  collegue: string,
): Promise<void> {
  await hands.press('Demandes à examiner')
  await waitForTitle(page, /^Demandes à examiner/)
  await onPage('agents-file')
  await hands.press(reference)
  await demandePage(page)
  await hands.press('Demander un avis')
  await waitForTitle(page, /^Demander un avis/)
  await page.select('#consulte', collegue)
  await hands.fill('question', 'Le quotient retenu est-il le bon ?')
  await onPage('agents-avis-a-demander')
  await hands.press('Demander cet avis')
  await demandePage(page)
  await shows(page, 'Réponse attendue')
}

/** A colleague to whom the démarche is not given reads this demande, and nothing else. */
export async function giveAvis({ page, hands, onPage }: Scene, reference: string): Promise<void> {
  await shows(page, 'Aucune démarche ne vous est confiée')
  await hands.press('Avis demandés')
  await waitForTitle(page, /^Avis demandés/)
  await onPage('agents-avis-demandes')
  expect(await page.$$eval('main tbody tr', (rows) => rows.length)).toBe(1)
  await hands.press(reference)
  await waitForTitle(page, /^Votre avis/)
  await shows(page, 'attestation nette.pdf')
  expect(await page.$eval('main', (main) => main.textContent)).not.toContain('attestation CAF.pdf')
  await onPage('agents-avis-a-rendre')
  await hands.choose('sens', 'reserve')
  await hands.fill('reponse', 'Le quotient date de deux ans.')
  await hands.press('Donner cet avis')
  await shows(page, 'La demande ne vous est plus ouverte')
  await onPage('agents-avis-rendu')
}

export const MOTIFS = 'Article 4 du règlement : le collège est à moins de trois kilomètres.'

/** One option of a child is refused with its reasons, what the others ask for is granted. */
export async function decideInPart(scene: Scene): Promise<void> {
  const { page, hands, onPage } = scene
  await lookAgain(scene)
  await shows(page, 'Le quotient date de deux ans.')
  await onPage('agents-avant-decision')
  await hands.press('Décider point par point')
  await waitForTitle(page, /^Décider point par point/)
  await hands.choose('sens.0', 'acceptee')
  await hands.choose('sens.1', 'refusee')
  await hands.press('Prendre la décision')
  await waitForTitle(page, /^À corriger/)
  await onPage('agents-decision-erreurs')
  await hands.fill('motivation.1', MOTIFS)
  await hands.choose('sens.2', 'acceptee')
  await onPage('agents-decision-par-partie')
  await hands.press('Prendre la décision')
  await demandePage(page)
  await shows(page, 'Demande acceptée en partie')
  await onPage('agents-decidee')
}

/** What a link that downloads hands over. */
export async function download({ page, hands }: Scene, words: string): Promise<Buffer> {
  await page.evaluate(() => {
    const keep = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (blob) => {
      void new Response(blob as Blob).arrayBuffer().then((content) => {
        document.body.dataset.recu = Array.from(new Uint8Array(content), (byte) =>
          String.fromCharCode(byte),
        ).join('')
      })
      return keep(blob)
    }
  })
  await hands.press(words)
  await waitFor(page, 'the file', () => page.$eval('body', (body) => body.dataset.recu !== undefined))
  return Buffer.from(await page.$eval('body', (body) => body.dataset.recu ?? ''), 'latin1')
}
