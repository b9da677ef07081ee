import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { PaiementDeDemarche } from '../../formulaire/demarche.ts'
import { inTransaction } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { createCatalogue, createDefinitionOfVersion, publishVersions } from '../demarches/index.ts'
import { duAtDepot, duOfDemande, freezeDuOfDepot, type PaymentProvider } from '../paiements/index.ts'
import { closeDemande } from './close-demande.ts'
import { type Comptoir, createComptoir, demarcheDEssai } from './comptoir.fixture.ts'
import { decideDemande } from './decide-demande.ts'
import { decideParPartie } from './decide-par-partie.ts'
import { PACK, PAR_PARTIE, REPONSES_DU_PACK } from './pack.fixture.ts'

const option = (valeur: string) => ({ champ: 'options', contient: valeur })
const ligne = (partie: string, regle: string) => ({
  ...{ libelle: partie, groupe: 'enfants', regle, entrees: {} },
  ...{ quand: option(partie), partie, detail: [regle] },
})
const paiement: PaiementDeDemarche = {
  moment: 'decision',
  joursPourPayer: 20,
  chequeALOrdreDe: 'Régie d’essai',
  lignes: [ligne('transport', 'prix du transport'), ligne('carte', 'prix de la carte')],
}
const formOf = (version: string, transport: string): DefinitionFormulaire => ({
  ...PACK,
  version,
  regles: {
    'prix du transport': { titre: 'Transport', valeur: transport },
    'prix de la carte': { titre: 'Carte', valeur: '10 €' },
  },
})
const MOTIVATION = 'Le règlement ne permet pas d’accorder ce point cette année.'

let comptoir: Comptoir
let rose: AgentActor
let id: string
let reference: string
let revision = 1

/** The same counter, with what is published now. */
const depsOf = (moment: PaiementDeDemarche['moment'], version: string, transport: string) => {
  const formulaire = formOf(version, transport)
  const demarche = {
    ...demarcheDEssai('pack', 'Pack', 'rejet'),
    ...{ decisionParPartie: PAR_PARTIE, paiement: { ...paiement, moment }, formulaire },
  }
  const catalogue = createCatalogue([{ demarche, formulaire, conditions: '' }])
  return {
    ...comptoir.deps,
    ...{ demarche, formulaire, catalogue, findDefinition: createDefinitionOfVersion(catalogue) },
  }
}

beforeAll(async () => {
  comptoir = await createComptoir()
  rose = await comptoir.insertAgent('Rose', ['pack'])
})
afterAll(() => comptoir.base.drop())

/** Files: Léa asks for transport and card, Noé for the card; 60 + 10 + 10. Then another tariff is published. */
async function depose(moment: PaiementDeDemarche['moment']) {
  const deps = depsOf(moment, '1', '60 €')
  await publishVersions(deps, deps.catalogue)
  ;({ id, reference } = await comptoir.insertDemande({
    ...{ demarche: 'pack', statut: 'en_instruction', reponses: REPONSES_DU_PACK },
  }))
  revision = 1
  await inTransaction(comptoir.base.db, (tx) =>
    freezeDuOfDepot(tx, {
      ...{
        demandeId: id,
        usagerId: null,
        demarche: deps.demarche,
        definition: deps.formulaire,
        enLigne: true,
      },
      ...{ reponses: REPONSES_DU_PACK as never, le: comptoir.clock.now() },
    }),
  )
  const plusCher = depsOf(moment, '2', '600 €')
  await publishVersions(plusCher, plusCher.catalogue)
  return plusCher
}
const du = () => duOfDemande(comptoir.base.db, id)
const paidCents = (
  cents: number,
  { rang = 1, ...change }: { rang?: number; moyen?: string; impaye?: boolean; en_trop?: boolean } = {},
) =>
  comptoir.base.db
    .insertInto('paiement')
    .values({
      ...{ id: uuidv7(), demande_id: id, demarche: 'pack', rang, commande: `${reference}-${rang}` },
      ...{ moyen: 'carte', montant_cents: cents, statut: 'accepte', retour: uuidv7() },
      ...{ cree_le: comptoir.clock.now(), conclu_le: comptoir.clock.now() },
      ...change,
    })
    .execute()
const stateOf = async () => {
  const { courriels, notifications, decisions } = await comptoir.stateOf(id)
  return {
    courriels: courriels.filter(({ modele }) => modele.startsWith('paiement')),
    nouvelles: notifications.map(({ genre }) => genre).filter((genre) => genre.startsWith('paiement')),
    document: decisions.at(-1)?.document as { aPayer?: { titre: string; lignes: string[] } },
  }
}
const noms = async () => (await du())?.lignes.map(({ libelle, pourQui }) => `${libelle} ${pourQui}`)
const answers = (sens: Record<string, string>) => (champ: string) =>
  sens[champ] ?? (champ.startsWith('motivation.') ? MOTIVATION : '')

beforeEach(() => comptoir.clock.set('2026-11-23T09:00:00Z'))

test('after the decision: only what is granted is to be paid, at the price of the dépôt', async () => {
  const deps = await depose('decision')
  expect(await du()).toMatchObject({ montantCents: 8000, exigibleLe: null, aPayerAvant: null })
  comptoir.clock.set('2026-12-01T09:00:00Z')
  const sens = { 'sens.0': 'acceptee', 'sens.1': 'refusee', 'sens.2': 'acceptee' }
  expect(
    await decideParPartie(deps, rose, { reference, revisionVue: revision, lire: answers(sens) }),
  ).toEqual([])
  expect(await du()).toMatchObject({
    ...{ montantCents: 7000, moment: 'decision', aPayerAvant: '2026-12-21' },
    exigibleLe: new Date('2026-12-01T09:00:00Z'),
  })
  expect(await noms()).toEqual(['transport Léa Dupont', 'carte Noé Dupont'])
  // What the acknowledgement said stays what it said.
  expect(await duAtDepot(comptoir.base.db, id)).toMatchObject({ montantCents: 8000 })
})

test('what a decision makes payable is told: mail, feed and document; by cheque only where nobody takes cards', async () => {
  const deps = await depose('decision')
  comptoir.clock.set('2026-12-01T09:00:00Z')
  const sens = { 'sens.0': 'acceptee', 'sens.1': 'refusee', 'sens.2': 'acceptee' }
  await decideParPartie(deps, rose, { reference, revisionVue: revision, lire: answers(sens) })
  const { courriels, nouvelles, document } = await stateOf()
  expect(courriels.map(({ modele, sujet }) => [modele, sujet.replaceAll(/\s/gu, ' ')])).toEqual([
    ['paiement-a-faire', `Votre demande ${reference} : un paiement est attendu`],
  ])
  const mail = courriels[0]?.texte.replaceAll(/\s+/gu, ' ')
  expect(mail).toContain('vous avez 70,00 € à payer, jusqu’au lundi 21 décembre 2026 inclus')
  expect(mail).toContain(`/espace/demandes/${reference}/paiement`)
  expect(mail).toContain('à l’ordre de « Régie d’essai »')
  expect(mail).not.toMatch(/en ligne|carte bancaire|Léa/)
  expect(nouvelles).toEqual(['paiement.a-faire'])
  expect(document.aPayer?.titre.replaceAll(/\s/gu, ' ')).toBe('À payer : 70,00 €')
  expect(document.aPayer?.lignes.join(' ')).toMatch(/lundi 21 décembre 2026 inclus.*Par chèque/)

  const withCards = { ...(await depose('decision')), prestataire: {} as PaymentProvider }
  await decideDemande(withCards, rose, { reference, revisionVue: 1, acte: 'accepter', motivation: '' })
  const later = await stateOf()
  expect(later.courriels[0]?.texte).toContain('en ligne, par carte bancaire')
  expect(later.document.aPayer?.lignes.join(' ')).toContain('en ligne, par carte bancaire')
})

test('paid, taken back, granted again: only what is still missing is asked, and nothing when nothing is', async () => {
  for (const [paye, demande] of [
    [8000, []],
    [5000, ['paiement-a-faire']],
  ] as const) {
    const deps = await depose('decision')
    await paidCents(paye)
    await decideDemande(deps, rose, { reference, revisionVue: 1, acte: 'accepter', motivation: '' })
    const { courriels, document } = await stateOf()
    expect(courriels.map(({ modele }) => modele)).toEqual(demande)
    expect(document.aPayer?.titre.replaceAll(/\s/gu, ' ')).toBe(
      demande.length > 0 ? 'À payer : 30,00 €' : undefined,
    )
  }
})

test('a cheque that the bank did not pay, and a payment too many, pay nothing of what is granted', async () => {
  const deps = { ...(await depose('decision')), prestataire: {} as PaymentProvider }
  await paidCents(8000, { moyen: 'cheque', impaye: true })
  await paidCents(5000, { en_trop: true, rang: 2 })
  await decideDemande(deps, rose, { reference, revisionVue: 1, acte: 'accepter', motivation: '' })
  const { document } = await stateOf()
  expect(document.aPayer?.titre.replaceAll(/\s/gu, ' ')).toBe('À payer : 80,00 €')
  expect(document.aPayer?.lignes.join(' ')).toContain('en ligne, par carte bancaire')
})

test('all granted at once: all is to be paid', async () => {
  const deps = await depose('decision')
  await decideDemande(deps, rose, { reference, revisionVue: 1, acte: 'accepter', motivation: '' })
  expect(await du()).toMatchObject({ montantCents: 8000, aPayerAvant: '2026-12-13' })
})

test('nothing granted, or closed without a decision: nothing is due', async () => {
  const refused = await depose('decision')
  await decideDemande(refused, rose, { reference, revisionVue: 1, acte: 'refuser', motivation: MOTIVATION })
  expect(await du()).toBeNull()
  const closed = await depose('decision')
  await closeDemande(closed, rose, { reference, revisionVue: 1, motivation: MOTIVATION })
  expect(await du()).toBeNull()
})

test('paid at dépôt: due at once, the same once granted; no more to be paid once refused', async () => {
  const deps = await depose('depot')
  const avant = await du()
  expect(avant).toMatchObject({ montantCents: 8000, aPayerAvant: '2026-12-13' })
  comptoir.clock.set('2026-12-01T09:00:00Z')
  await decideDemande(deps, rose, { reference, revisionVue: 1, acte: 'accepter', motivation: '' })
  expect(await du()).toEqual(avant)
  const refused = await depose('depot')
  await decideDemande(refused, rose, { reference, revisionVue: 1, acte: 'refuser', motivation: MOTIVATION })
  expect(await du()).toMatchObject({ montantCents: 8000, exigibleLe: null, aPayerAvant: null })
  expect(await stateOf()).toMatchObject({ courriels: [], nouvelles: ['paiement.plus-du'] })
})
