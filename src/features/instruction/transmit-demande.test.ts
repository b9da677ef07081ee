import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertMessage, insertPiece, openFilesDEssai } from '../../../test/support/pieces.ts'
import { readZip } from '../../../test/support/read-zip.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  findForAgent,
} from '../demandes/index.ts'
import { type Comptoir, createComptoir, demarcheDEssai } from './comptoir.fixture.ts'
import { listeDe } from './documents/bordereau-pdf.ts'
import { jointsOf } from './joints.ts'
import { AcceptationImpliciteNee } from './refusals.ts'
import { requestComplement } from './request-complement.ts'
import { findTransmission } from './transmission.query.ts'
import { AUTRE, parseTransmission, type TransmissionTapee } from './transmission-saisie.ts'
import { makeDossier } from './transmission-zip.ts'
import { transmitDemande } from './transmit-demande.ts'

let comptoir: Comptoir
let rose: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  rose = await comptoir.insertAgent('Rose', ['aide', 'carte'])
})
afterAll(() => comptoir.base.drop())

const saisie: TransmissionTapee = {
  choix: AUTRE,
  autorite: 'Région d’Essai',
  adresse: '1 rue de la Région\n99999 Essai',
  contact: 'region@essai.example',
  motifs: 'Le collège est un lycée : la Région est compétente.',
}

test('ends here, closes what waited, and tells the person where and until when', async () => {
  const { id, reference, email } = await comptoir.insertDemande({ statut: 'en_instruction' })
  await requestComplement(comptoir.deps, rose, {
    reference,
    revisionVue: 1,
    saisie: { elements: 'Un papier', echeance: '2026-12-23', message: '' },
  })
  expect(await transmitDemande(comptoir.deps, rose, { reference, revisionVue: 2, saisie })).toEqual({})
  const { demande, complements, journal, courriels } = await comptoir.stateOf(id)
  expect(demande).toMatchObject({ statut: 'transmise', revision: 3, decision_implicite_le: null })
  expect(complements.map(({ clos_le }) => clos_le)).toEqual([comptoir.clock.now()])
  expect(journal.at(-1)?.action).toBe('demande.transmise')
  const mail = courriels.at(-1)
  expect(mail).toMatchObject({ modele: 'demande-transmise', destinataire: email })
  for (const told of [
    'Région d’Essai',
    '1 rue de la Région, 99999 Essai',
    'L. 114-3',
    'lundi 23 novembre 2026',
  ])
    expect(mail?.texte.replaceAll('\u00a0', ' ')).toContain(told)
  expect(mail?.sujet).not.toContain('Région')
  await expect(transmitDemande(comptoir.deps, rose, { reference, revisionVue: 3, saisie })).rejects.toThrow(
    ActeImpossible,
  )
})

test('another agent was first, another démarche, a silence that accepted: nothing is done', async () => {
  const { id, reference } = await comptoir.insertDemande()
  await expect(transmitDemande(comptoir.deps, rose, { reference, revisionVue: 7, saisie })).rejects.toThrow(
    DemandeModifieeEntreTemps,
  )
  await expect(
    transmitDemande(comptoir.deps, { ...rose, demarches: ['carte'] }, { reference, revisionVue: 1, saisie }),
  ).rejects.toThrow(DemandeIntrouvable)
  const acceptee = await comptoir.insertDemande({ demarche: 'carte', implicite: '2026-11-01' })
  await expect(
    transmitDemande(comptoir.deps, rose, { reference: acceptee.reference, revisionVue: 1, saisie }),
  ).rejects.toThrow(AcceptationImpliciteNee)
  for (const untouched of [id, acceptee.id]) {
    const { demande, journal, courriels } = await comptoir.stateOf(untouched)
    expect([demande.statut, journal, courriels]).toEqual(['deposee', [], []])
    expect(await findTransmission(comptoir.deps.db, untouched)).toBeUndefined()
  }
})

test('the file for the authority holds the slip, the demande and the clean documents, those of messages too, each journaled', async () => {
  const files = openFilesDEssai()
  const { id, reference } = await comptoir.insertDemande()
  const { db } = comptoir.deps
  for (const contenu of ['un', 'deux'])
    await insertPiece(db, id, { files, nomFichier: 'a/b.pdf', contenu: Buffer.from(contenu) })
  const heic = { files, nomFichier: 'photo.HEIC', contenu: Buffer.from('trois') }
  const photo = await insertPiece(db, id, heic)
  await db.updateTable('fichier').set({ genre: 'jpeg' }).where('id', '=', photo).execute()
  await insertPiece(db, id, { nomFichier: 'virus.pdf', etat: 'infectee' })
  await insertMessage(db, id, { files, nomFichier: 'lettre.pdf', contenu: Buffer.from('quatre') })
  await insertMessage(db, id, { nomFichier: 'pas encore envoyé.pdf', envoye: false })
  await insertMessage(db, id, { nomFichier: 'actif.pdf', alertes: ['javascript'] })
  await insertMessage(db, id, { nomFichier: 'tout juste reçu.pdf', etat: 'quarantaine' })
  await transmitDemande(comptoir.deps, rose, { reference, revisionVue: 1, saisie })
  const demande = await findForAgent(db, rose, reference)
  const transmission = await findTransmission(db, id)
  if (!demande || !transmission) throw new Error('not sent')
  const deps = { ...comptoir.deps, files, accuseReceptionPdf: async () => Buffer.from('%PDF-demande') }
  const joints = await jointsOf(db, id)
  expect(listeDe(joints)).toEqual([
    'demande.pdf\u00a0: la demande et ses réponses',
    ...['a/b.pdf', 'a/b.pdf', 'photo.HEIC'],
    'lettre.pdf, joint à un message du demandeur du lundi 23 novembre 2026',
  ])
  expect(joints.restent).toEqual(['virus.pdf', 'actif.pdf', 'tout juste reçu.pdf'])
  const zip = makeDossier(deps, rose, demande, transmission, joints)
  const { 'bordereau.pdf': bordereau, ...rest } = await readZip(await buffer(zip))
  expect(bordereau).toMatch(/^%PDF/)
  expect(rest).toEqual({
    'demande.pdf': '%PDF-demande',
    'documents/01 a_b.pdf': 'un',
    'documents/02 a_b.pdf': 'deux',
    // Redrawn when it arrived.
    'documents/03 photo.jpg': 'trois',
    'messages/01 lettre.pdf': 'quatre',
  })
  const { journal } = await comptoir.stateOf(id)
  expect(journal.filter(({ action }) => action === 'piece.consultee')).toHaveLength(4)
})

const demarche = {
  ...demarcheDEssai('aide', 'Aide', 'rejet'),
  autorites: [{ nom: 'La Région', adressePostale: ['1 rue', 'Essai'], telephone: '01 99 00 00 00' }],
}
const parse = (more: Partial<TransmissionTapee>) => parseTransmission({ ...saisie, ...more }, demarche)

test('an authority of the list is taken as the configuration has it', () => {
  expect(parse({ choix: '0', autorite: 'autre chose' })).toEqual({
    valeur: {
      autorite: 'La Région',
      adresse: '1 rue\nEssai',
      contact: '01 99 00 00 00',
      motifs: saisie.motifs,
    },
  })
})

test.each([
  [{ choix: '' }, 'choix'],
  [{ choix: '1' }, 'choix'],
  [{ motifs: 'Court' }, 'motifs'],
  [{ choix: '0', motifs: '' }, 'motifs'],
  [{ autorite: '' }, 'autorite'],
  [{ autorite: 'x'.repeat(201) }, 'autorite'],
  [{ adresse: ' ' }, 'adresse'],
  [{ contact: 'x'.repeat(201) }, 'contact'],
])('%j is told beside %s', (more, champ) => {
  const lu = parse(more)
  expect('erreurs' in lu && Object.keys(lu.erreurs)).toEqual([champ])
})
