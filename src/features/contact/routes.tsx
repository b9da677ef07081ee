import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { findAdresseRefusee, getCompte } from '../comptes/index.ts'
import { findAccord } from './accord-store.ts'
import { choixOf } from './choix-store.ts'
import { chooseContact } from './choose-contact.ts'
import { chooseNotification } from './choose-notification.ts'
import { type GenreLibre, readChoix } from './genres.ts'
import { ContactPage } from './pages/contact-page.tsx'
import { type RetoursDeps, retoursRoutes } from './retours-routes.ts'

const USAGER = { config: { access: 'usager' } } as const
const CONTACT = '/espace/compte/contact'

/** « Comment nous vous écrivons », and the door of the mail server. */
export function contactRoutes(web: FastifyInstance, deps: RetoursDeps): void {
  web.get<{ Querystring: { fait?: string } }>(CONTACT, USAGER, (request, reply) =>
    showContact(deps, request, reply, { fait: request.query.fait === 'choix' }),
  )
  web.post(CONTACT, USAGER, async (request, reply) => {
    const lu = readChoix((nom) => textField(request.body, nom))
    if ('manquants' in lu) return showContact(deps, request, reply, { manquants: lu.manquants })
    await chooseContact(deps, usagerDe(request), lu.choix)
    return reply.goTo(`${CONTACT}?fait=choix`)
  })
  web.post(`${CONTACT}/notification`, USAGER, async (request, reply) => {
    const voie = textField(request.body, 'notification')
    if (voie !== 'espace' && voie !== 'courrier')
      return showContact(deps, request, reply, { manqueAccord: true })
    await chooseNotification(deps, usagerDe(request), voie === 'espace')
    return reply.goTo(`${CONTACT}?fait=choix`)
  })
  retoursRoutes(web, deps)
}

async function showContact(
  { db }: RetoursDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    manquants = [],
    manqueAccord = false,
    fait = false,
  }: { manquants?: readonly GenreLibre[]; manqueAccord?: boolean; fait?: boolean },
): Promise<FastifyReply> {
  const { usagerId } = usagerDe(request)
  const [{ email }, choix, refusee, accord] = await Promise.all([
    getCompte(db, usagerId),
    choixOf(db, usagerId),
    findAdresseRefusee(db, usagerId),
    findAccord(db, usagerId),
  ])
  const refuse = manquants.length > 0 || manqueAccord
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: refuse ? 'Erreur : comment nous vous écrivons' : 'Comment nous vous écrivons',
    contenu: <ContactPage {...{ email, choix, refusee, manquants, accord, manqueAccord, fait }} />,
  })
}
