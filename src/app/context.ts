import { access } from 'node:fs/promises'
import { join } from 'node:path'
import collectivite from '../../collectivite.ts'
import {
  type Compteurs,
  createPagesMesurees,
  openCompteurs,
  type PagesMesurees,
} from '../features/audience/index.ts'
import { createEndAvis } from '../features/avis/index.ts'
import {
  createRenderVersion,
  type Facts,
  factsOf,
  loadTextesLivres,
  publishDelivered,
  type RenderVersion,
  type TexteLivre,
} from '../features/conditions/index.ts'
import { noteVerdict } from '../features/contact/index.ts'
import {
  type ConsultDecision,
  createConsultDecision,
  createDecisionPdfs,
  type DecisionPdfs,
  type LettresDActes,
} from '../features/decisions/index.ts'
import {
  createAccuseReceptionPdf,
  createChampDePiece,
  createDelaiDesComplements,
  type EndAvis,
  isFinal,
  type TellDemandeurPapier,
} from '../features/demandes/index.ts'
import {
  type Catalogue,
  createDefinitionOfVersion,
  createProlongeCampagnes,
  type FindDefinition,
  faitsDePaiement,
  loadCatalogue,
  publishVersions,
} from '../features/demarches/index.ts'
import {
  type Calendrier,
  createSante,
  type DelaiProlongeable,
  openCalendrier,
  type Sante,
} from '../features/disponibilite/index.ts'
import { eraseDocuments, keepDocument } from '../features/documents/index.ts'
import { createLockMessage, type ReglesDEchange } from '../features/echanges/index.ts'
import { createLettresDActes, createTellDemandeurPapier } from '../features/instruction/index.ts'
import {
  createPayline,
  createRecuDePaiement,
  isPaying,
  type PaymentProvider,
} from '../features/paiements/index.ts'
import { countLateAnalyses, type PiecesDeps } from '../features/pieces/index.ts'
import { announceScanner } from '../platform/antivirus/announce-scanner.ts'
import { openClamd } from '../platform/antivirus/clamd.ts'
import { noScanner, type Scanner } from '../platform/antivirus/scanner.ts'
import { type Cleaner, createCleaner } from '../platform/cleaning/cleaner.ts'
import { type Clock, systemClock } from '../platform/clock/clock.ts'
import type { Collectivite } from '../platform/collectivite/collectivite.ts'
import { type Db, openDatabase } from '../platform/db/database.ts'
import { type FileStore, openFileStore } from '../platform/files/file-store.ts'
import { createLog, type Log } from '../platform/log/log.ts'
import type { MailIdentity } from '../platform/mail/compose-mail.ts'
import { createMailer, type Mailer } from '../platform/mail/mailer.ts'
import type { OutboxDeps } from '../platform/mail/outbox.ts'
import { LOCK_RULES, type LockRules } from '../platform/session/lockout.ts'
import { type Nonces, openNonces } from '../platform/session/nonce.ts'
import { deriveKeys } from '../platform/session/secret-keys.ts'
import { createPages, type Pages } from '../ui/document.tsx'
import { loadAssets } from './assets.ts'
import type { Config } from './config.ts'
import { isTrialOfPayment } from './config-paiement.ts'
import { loadSecours, type Secours } from './secours.tsx'

/** Everything that the product is made of, for one configuration. Nothing lives outside it. */
export interface Context {
  config: Config
  collectivite: Collectivite
  clock: Clock
  log: Log
  db: Db
  /** Whether the base answered a short while ago. */
  baseAnswers: () => boolean
  catalogue: Catalogue
  findDefinition: FindDefinition
  /** The maintenances under way and to come. */
  calendrier: Calendrier
  sante: () => Promise<Sante>
  /** Every kind of deadline that a closing extends. */
  delais: readonly DelaiProlongeable[]
  tellDemandeurPapier: TellDemandeurPapier
  endAvis: EndAvis
  facts: Facts
  textesLivres: readonly TexteLivre[]
  renderVersion: RenderVersion
  files: FileStore
  scanner: Scanner
  /** Opens strangers' files in processes apart. */
  cleaner: Cleaner
  mailer: Mailer
  mailIdentity: MailIdentity
  mailDomain: string
  onVerdict: OutboxDeps['onVerdict']
  bounceSecret: string | undefined
  nonces: Nonces
  pages: Pages
  pagesMesurees: PagesMesurees
  compteurs: Compteurs
  publicOrigin: string
  linkKey: Buffer
  lockoutKey: Buffer
  lockRules: LockRules
  totpKey: Buffer
  sondageKey: Buffer
  journalKey: Buffer
  champDePiece: PiecesDeps['champDePiece']
  lockMessage: PiecesDeps['lockMessage']
  reglesDEchange: ReglesDEchange
  classeur: PiecesDeps['classeur']
  eraseDocuments: typeof eraseDocuments
  accuseReceptionPdf: (demandeId: string) => Promise<Buffer>
  decisionPdfs: DecisionPdfs
  lettresDActes: LettresDActes
  consultDecision: ConsultDecision
  /** Who takes payments on line; absent, the paper route only. */
  prestataire: PaymentProvider | undefined
  recuDePaiement: (paiementId: string) => Promise<Buffer>
  titreDe: (slug: string) => string
  paieEnCeMoment: (usagerId: string) => Promise<boolean>
  /** Makers of the PDFs that mails carry, by name. */
  documents: Readonly<Record<string, (id: string) => Promise<Buffer>>>
  assetsFolder: string
  /** What is served when the base is gone. */
  secours: Secours
  close(): Promise<void>
}

/** The démarches: compiled beside us in the built product, in the source otherwise. */
export async function openCatalogue(root: string): Promise<Catalogue> {
  return loadCatalogue(await definitionsFolder(root), join(root, 'demarches'))
}

async function definitionsFolder(root: string): Promise<string> {
  const built = join(import.meta.dirname, '../../demarches')
  const found = await access(built).then(
    () => true,
    () => false,
  )
  return found ? built : join(root, 'demarches')
}

/** Opens everything, publishes the versions of forms and terms, and refuses to start on any mistake in them. */
export async function openContext(
  config: Config,
  root: string,
  replace: { clock?: Clock; log?: Log } = {},
): Promise<Context> {
  const log = replace.log ?? createLog(config.logLevel)
  const clock = replace.clock ?? systemClock
  const paiementDEssai = isTrialOfPayment(config.paiement, config.publicOrigin)
  if (paiementDEssai)
    log.error(
      { alarme: 'paiement', origin: config.publicOrigin },
      'payment: PAYLINE_ENV=homologation on a public portal: people believe that they pay, and no money moves',
    )
  const catalogue = await openCatalogue(root)
  const facts = { ...factsOf(collectivite), ...faitsDePaiement(catalogue) }
  const textesLivres = await loadTextesLivres(join(root, 'conditions-generales.md'), catalogue, facts)
  const assetsFolder = join(root, 'dist/assets')
  const assets = await loadAssets(assetsFolder)
  const database = openDatabase(config.databaseUrl, {
    onError: (err) => log.warn({ err }, 'database: connection lost'),
  })
  const { db } = database
  await publishVersions({ db, clock }, catalogue)
  await publishDelivered({ db, clock }, textesLivres, facts)
  const keys = deriveKeys(config.secretKey)
  const calendrier = await openCalendrier(db, clock, (err) => log.warn({ err }, 'maintenances not read'))
  const nonces = await openNonces(db, clock, keys.nonce, (err) => log.warn({ err }, 'nonce epoch not read'))
  const compteurs = openCompteurs({ db, clock, onError: (err) => log.warn({ err }, 'audience not written') })
  const mailer = createMailer(config.smtpUrl, collectivite.expediteur)
  const files = openFileStore(join(config.dataDir, 'fichiers'), config.masterKeys)
  const findDefinition = createDefinitionOfVersion(catalogue)
  const scanner = config.clamd ? openClamd(config.clamd) : noScanner
  void announceScanner(scanner, log)
  const reglesDEchange = { estFinal: isFinal, joursApresLaFin: collectivite.echanges?.joursApresLaFin ?? 60 }
  const recuDePaiement = createRecuDePaiement({ db, collectivite, titreDe: catalogue.titreDe })
  const accuseReceptionPdf = createAccuseReceptionPdf({ db, catalogue, findDefinition, collectivite })
  const tellDemandeurPapier = createTellDemandeurPapier({
    ...{ catalogue, collectivite, mailIdentity: collectivite, publicOrigin: config.publicOrigin },
  })
  return {
    config,
    collectivite,
    clock,
    log,
    db,
    baseAnswers: database.answers,
    catalogue,
    findDefinition,
    calendrier,
    sante: createSante({
      db,
      clock,
      mailer,
      ...(scanner.configured ? { antivirus: scanner } : {}),
      analysesEnRetard: () => countLateAnalyses({ db, clock }),
      paiementDEssai,
    }),
    tellDemandeurPapier,
    endAvis: createEndAvis({
      ...{ catalogue, mailIdentity: collectivite, publicOrigin: config.publicOrigin },
    }),
    delais: [
      { singulier: 'campagne', pluriel: 'campagnes', ...createProlongeCampagnes(catalogue) },
      { singulier: 'complément', pluriel: 'compléments', ...createDelaiDesComplements(tellDemandeurPapier) },
    ],
    facts,
    textesLivres,
    renderVersion: createRenderVersion(),
    files,
    scanner,
    cleaner: createCleaner(),
    mailer,
    mailIdentity: collectivite,
    mailDomain: collectivite.expediteur.adresse.split('@')[1] ?? 'localhost',
    onVerdict: (tx, verdict) => noteVerdict(tx, verdict, config.bounceSecret !== undefined),
    bounceSecret: config.bounceSecret,
    nonces,
    pages: createPages(collectivite, assets),
    pagesMesurees: createPagesMesurees(catalogue),
    compteurs,
    publicOrigin: config.publicOrigin,
    linkKey: keys.link,
    lockoutKey: keys.lockout,
    lockRules: { ...LOCK_RULES, ...collectivite.verrou },
    totpKey: keys.totp,
    sondageKey: keys.sondage,
    journalKey: keys.journal,
    champDePiece: createChampDePiece({ catalogue, clock, calendrier }),
    lockMessage: createLockMessage({ clock, reglesDEchange }),
    reglesDEchange,
    classeur: {
      keep: (tx, acteur, le, fichier) => keepDocument(tx, acteur, le, { ...fichier, nature: 'autre' }),
    },
    eraseDocuments,
    accuseReceptionPdf,
    decisionPdfs: createDecisionPdfs({ db }),
    lettresDActes: createLettresDActes({
      ...{ db, clock, catalogue, findDefinition, collectivite },
      mailIdentity: collectivite,
      publicOrigin: config.publicOrigin,
    }),
    consultDecision: createConsultDecision({ db, clock }),
    prestataire: config.paiement && createPayline(config.paiement, { log }),
    recuDePaiement,
    titreDe: catalogue.titreDe,
    paieEnCeMoment: (usagerId) => isPaying(db, usagerId),
    documents: { 'accuse-reception': accuseReceptionPdf, 'recu-de-paiement': recuDePaiement },
    assetsFolder,
    secours: await loadSecours(join(root, 'dist/secours')),
    close: async () => {
      nonces.close()
      calendrier.close()
      mailer.close()
      await compteurs.close()
      await database.close()
    },
  }
}
