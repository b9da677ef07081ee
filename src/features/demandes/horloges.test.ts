import { expect, test } from 'vitest'
import type { Demarche } from '../../formulaire/demarche.ts'
import type { Statut } from './demande.ts'
import { type Attente, type Faits, horlogesDe, type Lecteur } from './horloges.ts'

const attente: Attente = {
  demandeLe: new Date('2026-11-01T09:00:00Z'),
  echeance: '2026-11-30',
  effet: 'suspend',
  impliciteAvant: '2026-12-20',
  reste: 1,
  documents: 1,
  bloque: true,
}
const faits = (
  effet: 'rejet' | 'acceptation',
  given: Partial<Faits> & { le?: string | null } = {},
): Faits => ({
  demande: {
    statut: 'en_instruction' as Statut,
    deposee_le: new Date('2026-10-19T08:00:00Z'),
    decision_implicite_le: given.le === undefined ? '2027-01-23' : given.le,
  },
  demarche: {
    silence: { effet, mois: 2, source: 'L231-4' },
    recours: { gracieux: '', contentieux: '', delaiMois: 2 },
  } satisfies Pick<Demarche, 'silence' | 'recours'>,
  silence: { accuseLe: new Date('2026-10-19T08:01:00Z'), decision: null, motifs: null },
  attente: undefined,
  decision: null,
  today: '2026-11-23',
  ...given,
})
const nee = (sens: 'rejet' | 'acceptation', motifs: Faits['silence']['motifs'] = null) => ({
  silence: { accuseLe: null, decision: { sens, neeLe: '2026-11-20' }, motifs },
})
const said = (one: Faits, lecteur: Lecteur) =>
  Object.fromEntries(horlogesDe(one, lecteur).map(({ titre, texte }) => [titre, texte]))

test.each<[string, Faits, Lecteur, string, string]>([
  [
    'sent',
    faits('rejet'),
    'usager',
    'Accusé de réception',
    'Accusé de réception envoyé le lundi 19 octobre 2026',
  ],
  ['not sent', faits('rejet', nee('rejet')), 'usager', 'Accusé de réception', 'en cours d’envoi'],
  [
    'rejection to come',
    faits('rejet'),
    'usager',
    'Si nous ne répondons pas',
    'considérée comme refusée (L231-4)',
  ],
  [
    'acceptance to come',
    faits('acceptation'),
    'usager',
    'Si nous ne répondons pas',
    'considérée comme acceptée',
  ],
  [
    'for the agent',
    faits('rejet'),
    'agent',
    'Décision implicite',
    'vaudra rejet le samedi 23 janvier 2027 (dans 61 jours',
  ],
  ['tomorrow', faits('rejet', { le: '2026-11-24' }), 'agent', 'Décision implicite', '(demain'],
  [
    'today',
    faits('rejet', { le: '2026-11-23' }),
    'agent',
    'Décision implicite',
    'vaut rejet depuis le lundi 23 novembre',
  ],
  [
    'suspended',
    faits('rejet', { le: null, attente }),
    'usager',
    'Si nous ne répondons pas',
    'Notre délai de réponse (2 mois) est suspendu. Il reprend dès que nous avons reçu ce qui est indispensable, et au plus tard le lendemain du lundi 30 novembre 2026',
  ],
  [
    'begins again',
    faits('acceptation', { le: null, attente }),
    'agent',
    'Décision implicite',
    'courra en entier',
  ],
  // Asked on 1 November, until the 20th: nineteen days more than 20 December, before the nightly job has passed.
  [
    'resumed',
    faits('rejet', { le: null, attente: { ...attente, echeance: '2026-11-20' } }),
    'agent',
    'Décision implicite',
    'vaudra rejet le vendredi 8 janvier 2027',
  ],
  [
    'asked',
    faits('rejet', { le: null, attente }),
    'usager',
    'Ce qui manque',
    'jusqu’au lundi 30 novembre 2026 inclus',
  ],
  [
    'overdue',
    faits('rejet', { attente: { ...attente, echeance: '2026-11-20' } }),
    'usager',
    'Ce qui manque',
    'Vous pouvez encore répondre',
  ],
  [
    'overdue for the agent',
    faits('rejet', { attente: { ...attente, echeance: '2026-11-20' } }),
    'agent',
    'Complément en retard',
    'est passée',
  ],
  [
    'not blocking',
    faits('rejet', { attente: { ...attente, effet: 'aucun', bloque: false } }),
    'usager',
    'Ce qui manque',
    'L’examen continue sans attendre',
  ],
  [
    'accepted',
    faits('acceptation', nee('acceptation')),
    'usager',
    'Sans réponse de notre part',
    'télécharger une attestation',
  ],
  [
    'rejected',
    faits('rejet', nee('rejet')),
    'usager',
    'Sans réponse de notre part',
    'Le service peut encore répondre, et accepter',
  ],
  [
    'court after silence',
    faits('rejet', nee('rejet')),
    'usager',
    'Si vous n’êtes pas d’accord',
    'jusqu’au jeudi 21 janvier 2027 inclus (code de justice administrative, R421-2)',
  ],
  [
    'reasons owed',
    faits(
      'rejet',
      nee('rejet', {
        demandesLe: new Date('2026-11-21T09:00:00Z'),
        dusLe: '2026-12-21',
        communiquesLe: null,
        texte: '',
      }),
    ),
    'agent',
    'Motifs du rejet',
    'dus au plus tard le lundi 21 décembre 2026',
  ],
  [
    'court waits for the reasons',
    faits(
      'rejet',
      nee('rejet', {
        demandesLe: new Date('2026-11-21T09:00:00Z'),
        dusLe: '2026-12-21',
        communiquesLe: null,
        texte: '',
      }),
    ),
    'usager',
    'Si vous n’êtes pas d’accord',
    'deux mois après que les motifs',
  ],
  [
    'court after the reasons',
    faits(
      'rejet',
      nee('rejet', {
        demandesLe: new Date('2026-11-21T09:00:00Z'),
        dusLe: '2026-12-21',
        communiquesLe: new Date('2026-11-23T08:00:00Z'),
        texte: 'x',
      }),
    ),
    'usager',
    'Si vous n’êtes pas d’accord',
    'jusqu’au lundi 25 janvier 2027 inclus (article L. 232-4 du code des relations entre le public',
  ],
  [
    'court after a refusal',
    faits('rejet', { decision: { sens: 'refusee', notification: { notifieeLe: '2026-11-23' } } }),
    'usager',
    'Si vous n’êtes pas d’accord',
    'Vous pouvez saisir le tribunal jusqu’au lundi 25 janvier 2027 inclus',
  ],
  [
    'court after a refusal that is not notified yet',
    faits('rejet', { decision: { sens: 'refusee', notification: { notifieeLe: null } } }),
    'usager',
    'Si vous n’êtes pas d’accord',
    'Vous pouvez saisir le tribunal pendant 2 mois à partir du jour où vous recevez la décision (',
  ],
  [
    'court after a refusal on paper, for the agent',
    faits('rejet', { decision: { sens: 'refusee', notification: null } }),
    'agent',
    'Recours',
    'L’usager peut saisir le tribunal pendant 2 mois à partir du jour où l’usager reçoit la décision (',
  ],
  [
    'rejected, without a word of the law’s own language',
    faits('rejet', nee('rejet')),
    'usager',
    'Sans réponse de notre part',
    'Nous n’avons pas répondu\u00a0: votre demande est considérée comme refusée depuis le vendredi 20 novembre 2026',
  ],
])('%s', (_what, one, lecteur, titre, texte) => {
  expect(said(one, lecteur)[titre]).toContain(texte)
})

test('a rejection of silence is not told any more once somebody has decided, or the person has withdrawn', () => {
  const { demande } = faits('rejet')
  const refused = { sens: 'refusee', notification: null }
  const titres = (given: Partial<Faits>) =>
    horlogesDe(faits('rejet', { ...nee('rejet'), ...given }), 'usager').map(({ titre }) => titre)
  expect(titres({ demande: { ...demande, statut: 'desistee' } })).toEqual(['Accusé de réception'])
  expect(titres({ demande: { ...demande, statut: 'refusee' }, decision: refused })).toEqual([
    'Accusé de réception',
    'Si vous n’êtes pas d’accord',
  ])
})

test.each([
  [1, 2, 'Un document manque. Ce qui est accordé prendra effet le jour où il sera reçu'],
  [2, 2, '2 documents manquent. Ce qui est accordé prendra effet le jour où le dernier sera reçu'],
  [0, 1, undefined],
])('%i documents of %i things wait beyond the decision', (documents, reste, texte) => {
  const demande = { ...faits('rejet').demande, statut: 'acceptee' as const, decision_implicite_le: null }
  const one = faits('rejet', { demande, attente: { ...attente, documents, reste, bloque: false } })
  const dit = said(one, 'usager')['Ce qui manque']
  if (texte) expect(dit).toContain(texte)
  else expect(dit).toBeUndefined()
})

test('what is over has no clock left, an acceptance nothing to contest', () => {
  const closed = { ...faits('rejet').demande, statut: 'acceptee' as const, decision_implicite_le: null }
  const decision = { sens: 'acceptee', notification: null }
  expect(
    horlogesDe(faits('rejet', { demande: closed, decision }), 'usager').map(({ titre }) => titre),
  ).toEqual(['Accusé de réception'])
})
