import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer-core'
import { currentCode } from '../../src/features/agents/index.ts'
import { PDF } from '../support/family.ts'
import { MOT_DE_PASSE, type Portal } from '../support/portal.ts'
import { type Hands, waitFor, waitForTitle } from './hands.ts'

export interface Scene {
  page: Page
  hands: Hands
  portal: Portal
  /** Called on every page that is reached, with a name for it. */
  onPage(name: string): Promise<void>
}

/** Opens an account at the site and from the mailbox, and signs in. */
export async function openAccount({ page, hands, portal, onPage }: Scene, email: string): Promise<void> {
  await page.goto(`${portal.origin}/`)
  await onPage('accueil')
  await hands.press('Créer un compte')
  await waitForTitle(page, /^Créer/)
  await onPage('inscription')
  await hands.fill('prenom', 'Camille')
  await hands.fill('nom', 'Martin')
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.choose('conditions', 'oui')
  await hands.press('Créer mon espace')
  await waitForTitle(page, /^Consultez votre messagerie/)
  await onPage('inscription-recue')
  const mail = await portal.waitForMail(email, /adresse/i)
  await page.goto(/https?:\S+\/inscription\/confirmer#\S+/.exec(mail.text)?.[0] ?? 'about:blank')
  await waitForTitle(page, /^Confirmez/)
  await onPage('confirmation')
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Confirmer')
  await waitForTitle(page, /^Mon espace/)
  await onPage('espace-vide')
  await hands.press('Camille Martin')
  await waitForTitle(page, /^Mon compte/)
  await onPage('compte')
}

export async function signIn({ page, hands }: Pick<Scene, 'page' | 'hands'>, email: string): Promise<void> {
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.press('Me connecter')
  await waitForTitle(page, /^Mon espace/)
}

const CHILDREN = [
  { prenom: 'Léa', options: ['restauration', 'carte-jeune'] },
  { prenom: 'Noé', options: ['carte-jeune'] },
]

/** Files a Pack rentrée for two children with a document. @returns the reference */
export async function filePackRentree(scene: Scene): Promise<string> {
  const { page, hands, onPage } = scene
  await hands.press('Démarches')
  await waitForTitle(page, /^Toutes les démarches/)
  await onPage('services')
  await hands.press('Pack rentrée')
  await waitForTitle(page, /^Pack rentrée/)
  await onPage('service')
  await hands.press('Commencer')
  await waitFor(page, 'the start', async () => (await page.$('form[action$="/commencer"]')) !== null)
  await onPage('commencer')
  await hands.press('Accepter et commencer')
  await waitForTitle(page, /^Vous/)
  await hands.press('Enregistrer et continuer')
  await waitForTitle(page, /^Erreur/)
  await onPage('erreurs')
  // An error leads to its field, and the page stays with what it says.
  await hands.press('Vous êtes, pour')
  await waitFor(page, 'its field', () =>
    page.$eval(':focus', (e) => (e as HTMLInputElement).name === 'qualite'),
  )
  await waitForTitle(page, /^Erreur/)
  await aboutYou(hands)
  await onPage('vous')
  await hands.press('Enregistrer et continuer')
  for (const child of CHILDREN) await addChild(scene, child)
  await waitForTitle(page, /^Les enfants – Mon espace/)
  await onPage('enfants')
  await hands.press('Continuer')
  for (const child of CHILDREN) await detailChild(scene, child)
  await waitForTitle(page, /^Vos engagements/)
  await hands.choose('exactitude', 'oui')
  await onPage('engagements')
  await hands.press('Enregistrer et continuer')
  await waitForTitle(page, /^Relisez/)
  await onPage('verification')
  await hands.press('Envoyer ma')
  await waitForTitle(page, /^Demande PR/)
  await onPage('demande-envoyee')
  return /PR\d\d-[\w-]+/.exec(await page.title())?.[0] ?? ''
}

async function aboutYou(hands: Hands): Promise<void> {
  await hands.choose('identite.civilite', 'madame')
  await hands.choose('qualite', 'mere')
  await hands.fill('adresse.ligne1', '1 rue des Lilas')
  await hands.fill('adresse.codePostal', '38000')
  await hands.fill('adresse.commune', 'Grenoble')
  await hands.fill('telephone', '06 12 34 56 78')
}

async function addChild({ page, hands, onPage }: Scene, { prenom }: { prenom: string }): Promise<void> {
  await waitForTitle(page, /^Les enfants – Mon espace/)
  await hands.press('Ajouter un enfant')
  await waitFor(page, 'the child', async () => (await page.$('[name="enfant.prenom"]')) !== null)
  await hands.fill('enfant.prenom', prenom)
  await hands.fill('enfant.nom', 'Martin')
  await hands.fill('enfant.naissance.jour', '3')
  await hands.fill('enfant.naissance.mois', '2')
  await hands.fill('enfant.naissance.annee', '2014')
  await hands.choose('garde-partagee', 'non')
  await onPage('enfant')
  await hands.press('Enregistrer et continuer')
}

async function detailChild(scene: Scene, child: { prenom: string; options: string[] }): Promise<void> {
  const { page, hands, onPage } = scene
  const heading = (words: string) =>
    waitForTitle(page, new RegExp(`${words}.*${child.prenom}|${child.prenom}.*${words}`))
  await heading('Scolarité')
  await hands.choose('hors-isere', 'non')
  await hands.fill('college', 'Collège Olympique')
  await hands.fill('commune-college.codePostal', '38100')
  await hands.fill('commune-college.commune', 'Grenoble')
  await hands.choose('classe', '6e')
  await hands.choose('regime', 'demi-pensionnaire')
  await onPage('scolarite')
  await hands.press('Enregistrer et continuer')
  await heading('Aides demandées')
  for (const option of child.options) await hands.choose('options', option)
  await onPage('options')
  await hands.press('Enregistrer et continuer')
  if (child.options.includes('restauration')) {
    await heading('restauration')
    await hands.fill('quotient', '650')
    await hands.fill('repas', '4')
    await waitFor(page, 'the automatic save', async () =>
      /Enregistré à \d/.test(await page.$eval('[data-autosave-etat]', (e) => e.textContent ?? '')),
    )
    await onPage('restauration')
    await hands.press('Enregistrer et continuer')
  }
  await heading('Documents')
  if (child.options.includes('restauration'))
    await giveDocument(page, '#attestation-qf', 'attestation CAF.pdf')
  await onPage('documents')
  await hands.press('Enregistrer et continuer')
}

/** The file window of the system cannot be worked without a person: the file is put into the field. */
export async function giveDocument(page: Page, selector: string, nom: string): Promise<void> {
  const file = join(tmpdir(), nom)
  await writeFile(file, PDF)
  const input = (await page.$(selector)) as ElementHandle<HTMLInputElement> | null
  if (!input) throw new Error(`no file field ${selector}`)
  await input.uploadFile(file)
  await waitFor(page, `« ${nom} » received`, async () =>
    page.$eval('main', (main, wanted) => main.textContent?.includes(wanted) === true, nom),
  )
}

export async function signInAgent({ page, hands, portal, onPage }: Scene, email: string): Promise<void> {
  await page.goto(`${portal.origin}/agents`)
  await waitForTitle(page, /^Connexion des agents/)
  await onPage('agents-connexion')
  await hands.fill('email', email)
  await hands.fill('motDePasse', MOT_DE_PASSE)
  await hands.fill('code', (await currentCode(portal.context, email)) ?? '')
  await hands.press('Me connecter')
  await waitForTitle(page, /^Demandes à examiner/)
  await onPage('agents-file')
}

/** The agent takes the demande in charge and asks for a document. */
export async function askComplement(scene: Scene, reference: string): Promise<void> {
  const { page, hands, onPage } = scene
  await hands.press(reference)
  await waitForTitle(page, /^Demande PR/)
  await onPage('agents-demande')
  await hands.press('Prendre en charge')
  await waitFor(page, 'in charge', async () => (await page.$('[name="elements"]')) !== null)
  await openDetails(page)
  await hands.fill('elements', 'Certificat de scolarité de Noé')
  await hands.fill('message', 'Il manque un document. Merci de l’ajouter.')
  await hands.press('Envoyer la demande de complément')
  await waitFor(page, 'waiting for the family', async () => (await page.$('[name="elements"]')) === null)
  await onPage('agents-complement-demande')
}

/** The acts are folded: a person opens the one that they want. */
export async function openDetails(page: Page): Promise<void> {
  await page.$$eval('main details', (all) => {
    for (const one of all) one.open = true
  })
}

/** The page of the demande is loaded again, as after a day in the background: the session is still there. */
export async function answerComplement({ page, hands, onPage }: Scene): Promise<void> {
  await page.reload()
  await waitForTitle(page, /^Demande PR/)
  await onPage('complement')
  await giveDocument(page, '[data-televersement] input[type=file]', 'certificat.pdf')
  await hands.fill('reponse', 'Le voici.')
  await hands.press('Envoyer ma')
  await waitFor(page, 'the answer', async () => (await page.$('[name="reponse"]')) === null)
  await onPage('complement-envoye')
}

export async function accept({ page, hands, onPage }: Scene): Promise<void> {
  await page.reload()
  await waitForTitle(page, /^Demande PR/)
  await openDetails(page)
  await onPage('agents-decision')
  await hands.press('Accepter la demande')
  await waitFor(page, 'the decision', async () =>
    page.$eval(
      'main',
      (main) => /Acceptée/i.test(main.textContent ?? '') && !main.querySelector('[name="motivation"]'),
    ),
  )
  await onPage('agents-acceptee')
}
