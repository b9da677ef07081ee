import fastify, { type FastifyInstance } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertPiece } from '../../../test/support/pieces.ts'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import { type Fields, parseFields } from '../../platform/http/fields.ts'
import { makeReference } from '../../platform/reference/reference.ts'
import type { Actor, AgentActor } from '../../platform/session/actor.ts'
import { DemandeIntrouvable, STATUTS, transitions } from '../demandes/index.ts'
import { ACTES_D_AGENT, actesLabels, statutsEnMots } from './actes-labels.ts'
import { type Comptoir, createComptoir } from './comptoir.fixture.ts'
import { openActes } from './pages/actes.tsx'
import { instructionRoutes } from './routes.tsx'
import { takeDemande } from './take-demande.ts'

const FORMULAIRE: DefinitionFormulaire = {
  demarche: 'aide',
  version: '1',
  groupes: [],
  pages: [
    {
      id: 'vous',
      titre: 'Vous',
      kind: 'simple',
      sections: [
        {
          champs: [
            { id: 'nom', type: 'texte-court', libelle: 'Nom' },
            { id: 'certificat', type: 'piece', libelle: 'Certificat de scolarité' },
          ],
        },
      ],
    },
  ],
}

let comptoir: Comptoir
let web: FastifyInstance
let agent: AgentActor
let autre: AgentActor
let actor: Actor

beforeAll(async () => {
  comptoir = await createComptoir()
  agent = await comptoir.insertAgent('Camille', ['aide'])
  autre = await comptoir.insertAgent('Dominique', ['aide', 'carte'])
  web = buildWeb()
  instructionRoutes(web, {
    ...comptoir.deps,
    findDefinition: async (_, demarche, version) => ({ ...FORMULAIRE, demarche, version }),
  })
})
afterAll(async () => {
  await web.close()
  await comptoir.base.drop()
})
beforeEach(() => {
  actor = agent
  comptoir.clock.set('2026-11-23T09:00:00Z')
})

/** What the composition gives to the routes: the actor, the page, the way on, and the page of the refusals. */
function buildWeb(): FastifyInstance {
  const app = fastify()
  app.decorateRequest('actor')
  app.addHook('onRequest', async (request) => {
    request.actor = actor
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, parseFields(String(body))),
  )
  app.decorateReply('page', function (view) {
    return this.code(view.statut ?? 200)
      .type('text/html; charset=utf-8')
      .send(
        `<title>${view.titre}</title>${renderToString(view.contenu as Parameters<typeof renderToString>[0])}`,
      )
  })
  app.decorateReply('goTo', function (path) {
    return this.code(204).header('espace-location', path).send()
  })
  app.setErrorHandler((error, _, reply) =>
    reply.code(error instanceof DemandeIntrouvable ? 404 : 500).send(String(error)),
  )
  return app
}

const get = (url: string) => web.inject({ url })
const post = (url: string, fields: Record<string, string>) =>
  web.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
const adresse = (reference: string, chemin = '') => `/agents/demandes/${reference}${chemin && `/${chemin}`}`

describe('one demande', () => {
  test('shows answers and documents side by side, with what is known of their safety', async () => {
    const { id, reference } = await comptoir.insertDemande()
    const { db } = comptoir.base
    const champ = 'racine.certificat'
    const contenu = Buffer.alloc(123_456)
    const certificat = await insertPiece(db, id, { champ, nomFichier: 'certificat <b>.pdf', contenu })
    await insertPiece(db, id, { champ: 'complement', etat: 'non_analysee' })
    const virus = await insertPiece(db, id, { champ, nomFichier: 'virus.pdf', etat: 'infectee' })
    const { statusCode, body } = await get(adresse(reference.toLowerCase()))
    expect(statusCode).toBe(200)
    expect(body).toContain('&lt;script>alert(1)')
    expect(body).toContain(
      `<a href="/agents/pieces/${certificat}/contenu" data-telecharge>certificat &lt;b>.pdf</a>`,
    )
    expect(body).toMatch(/<strong>Certificat de scolarité<\/strong>.*PDF, 123\u00a0ko, reçu le 23\/11\/2026/s)
    expect(body).toContain('En réponse à un complément')
    expect(body).toContain('non analysé')
    expect(body).not.toContain(virus)
    expect(body).toContain('le silence vaudra rejet le samedi 23 janvier 2027 (dans 61 jours')
  })

  test.each(STATUTS)('%s: offers the acts of the table and no other', async (statut) => {
    const { reference } = await comptoir.insertDemande({ statut })
    const { body } = await get(adresse(reference))
    const offered = ACTES_D_AGENT.filter((acte) =>
      body.includes(`action="${adresse(reference, actesLabels[acte].chemin)}"`),
    )
    expect(offered).toEqual(openActes(statut))
  })

  test('once silence has accepted, offers no refusal and says why', async () => {
    actor = autre
    const { reference } = await comptoir.insertDemande({
      demarche: 'carte',
      statut: 'en_instruction',
      implicite: '2026-11-23',
    })
    const { body } = await get(adresse(reference))
    expect(body).toContain('Le silence vaut acceptation depuis le lundi 23 novembre 2026')
    expect(body).not.toContain(adresse(reference, 'refus'))
    const answer = await post(adresse(reference, 'refus'), {
      revision: '1',
      motivation: 'Article 3 : revenus trop élevés.',
    })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('L242-1')
    expect(answer.body).toContain('Article 3 : revenus trop élevés.')
  })

  test('of a démarche that the agent was not given, or that does not exist: the same 404', async () => {
    const { reference } = await comptoir.insertDemande({ demarche: 'carte' })
    const foreign = await get(adresse(reference))
    const absent = await get(adresse(makeReference('carte', 2026)))
    expect(foreign.statusCode).toBe(404)
    expect([absent.statusCode, absent.body]).toEqual([404, foreign.body])
    for (const wrong of ['x', '%00', 'AI26-0000-0000'])
      expect((await get(adresse(wrong))).statusCode).toBe(404)
    for (const acte of ACTES_D_AGENT) {
      const fields = {
        revision: '1',
        motivation: 'Des motifs bien assez longs.',
        elements: 'RIB',
        echeance: '2026-12-23',
      }
      expect((await post(adresse(reference, actesLabels[acte].chemin), fields)).statusCode).toBe(404)
    }
  })
})

describe('the acts', () => {
  const FIELDS: Record<string, Fields> = {
    'demander-complement': { elements: 'RIB', echeance: '2026-12-23', message: 'Merci' },
    refuser: { motivation: 'Article 3 : le collège est ailleurs.' },
    'classer-sans-suite': { motivation: 'Demande déposée deux fois.' },
  }
  test.each(ACTES_D_AGENT)('%s leads back to the demande, which tells of it', async (acte) => {
    const statut = acte === 'prendre-en-charge' ? 'deposee' : 'en_instruction'
    const { reference } = await comptoir.insertDemande({ statut })
    const answer = await post(adresse(reference, actesLabels[acte].chemin), {
      ...(FIELDS[acte] as object),
      revision: '1',
    })
    expect([answer.statusCode, answer.headers['espace-location']]).toEqual([204, adresse(reference)])
    const { body } = await get(adresse(reference))
    expect(body).toContain('Camille Martin')
    expect(body).toContain(statutsEnMots[transitions[acte].vers])
    if (acte !== 'prendre-en-charge') expect(body).toMatch(/Courriels à l’usager.*en attente depuis/s)
  })

  test('errors come back with the text typed, the form unfolded and a link to each field', async () => {
    const { reference } = await comptoir.insertDemande({ statut: 'en_instruction' })
    const typed = { revision: '1', elements: '', echeance: '2026-11-01', message: '\nUn mot <b>' }
    const { statusCode, body } = await post(adresse(reference, 'complement'), typed)
    expect(statusCode).toBe(422)
    expect(body).toContain('href="#complement-elements"')
    expect(body).toContain('id="complement-elements"')
    expect(body).toContain('date à venir')
    expect(body).toContain('value="2026-11-01"')
    expect(body).toContain('>\n\nUn mot &lt;b></textarea>')
    expect(body).toMatch(/<details open>\s*<summary>Demander un complément/)
  })

  test.each([
    ['with errors of its own', { motivation: 'Trop court' }],
    ['otherwise right', { motivation: 'Article 3 : le collège est ailleurs.' }],
  ])('a demande that somebody else moved, %s: 409, the text, what changed', async (_, fields) => {
    const { id, reference } = await comptoir.insertDemande()
    await takeDemande(comptoir.deps, autre, { reference, revisionVue: 1 })
    const { statusCode, body } = await post(adresse(reference, 'sans-suite'), { revision: '1', ...fields })
    expect(statusCode).toBe(409)
    expect(body).toContain('n’a pas été fait')
    expect(body).toMatch(/Prise en charge, par Dominique Martin, le 23\/11\/2026 à 10:00/)
    expect(body).toContain(`${fields.motivation}</textarea>`)
    expect(body).toContain('name="revision" value="2"')
    expect((await comptoir.stateOf(id)).decisions).toEqual([])
  })

  test('a form that is no longer open gives its text back to be copied', async () => {
    const { reference } = await comptoir.insertDemande({ statut: 'refusee' })
    const { statusCode, body } = await post(adresse(reference, 'complement'), {
      revision: '1',
      elements: 'RIB',
      echeance: '2026-12-23',
      message: '',
    })
    expect(statusCode).toBe(409)
    expect(body).toContain('Ce formulaire n’est plus ouvert')
    expect(body).toMatch(/<textarea [^>]*readonly[^>]*>RIB<\/textarea>/i)
  })

  test.each(['', 'x', '-1', '1e3', '9999999999'])('revision %j is none', async (revision) => {
    const { reference } = await comptoir.insertDemande()
    expect((await post(adresse(reference, 'prise-en-charge'), { revision })).statusCode).toBe(409)
  })
})
