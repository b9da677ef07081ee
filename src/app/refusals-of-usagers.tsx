import type { FastifyReply } from 'fastify'
import type { ComponentChildren } from 'preact'
import { ActualiteIntrouvable } from '../features/actualites/index.ts'
import {
  LienDeReinitialisationInvalide,
  LienInvalide,
  LienPerime,
  SessionIntrouvable,
} from '../features/comptes/index.ts'
import { ConditionsAAccepter, VersionIntrouvable } from '../features/conditions/index.ts'
import {
  ActeImpossible,
  BrouillonDejaDepose,
  BrouillonIntrouvable,
  BrouillonModifieAilleurs,
  DemandeIncomplete,
  DemandeIntrouvable,
  DemarcheFermee,
  MotifsNonDus,
  RienAAttester,
  TropDeBrouillons,
} from '../features/demandes/index.ts'
import { DemarcheIntrouvable } from '../features/demarches/index.ts'
import {
  FermetureIntrouvable,
  MaintenancePage,
  ServiceFerme,
  voieDeSecours,
} from '../features/disponibilite/index.ts'
import { DocumentIntrouvable, DocumentRefuse, DocumentUtilise, Usages } from '../features/documents/index.ts'
import { EchangeIntrouvable } from '../features/echanges/index.ts'
import { EnfantIntrouvable, FoyerPlein } from '../features/informations/index.ts'
import { PieceIntrouvable } from '../features/pieces/index.ts'
import { TropDeSignalements } from '../features/signalements/index.ts'
import { SondageFerme, TropDeVotes } from '../features/sondage/index.ts'
import { longMoment } from '../platform/legal-clock/paris.ts'
import { TropDeMonde } from '../platform/session/turnstile.ts'
import type { RefusalAnswers } from './refusal-answers.ts'
import { notFoundView, view } from './view.tsx'

/** Where who asks sees a demande: an agent files those that came on paper. */
const demandeVueDe = ({ request }: FastifyReply, reference: string): string =>
  `/${request.actor.kind === 'agent' ? 'agents' : 'espace'}/demandes/${reference}`

/** What to do next when a mailed link opens nothing any more. */
const SUITES = {
  deblocage: (
    <>
      Le blocage ne dure pas plus de deux heures : <a href="/connexion">essayez de vous connecter</a>. Ou{' '}
      <a href="/mot-de-passe-oublie">choisissez un nouveau mot de passe</a>.
    </>
  ),
  'nouvelle-adresse': (
    <>
      Si vous l’avez déjà suivi, c’est fait : <a href="/connexion">connectez-vous avec la nouvelle adresse</a>
      . Sinon, <a href="/espace/compte">recommencez depuis votre compte</a>.
    </>
  ),
  cloture: (
    <>
      <a href="/connexion">Essayez de vous connecter</a> : si votre espace existe encore, vous pourrez le
      garder.
    </>
  ),
  gel: (
    <>
      Quelque chose ne vient pas de vous ? <a href="/signaler">Signalez-le-nous ici</a>.
    </>
  ),
} as const satisfies Record<LienPerime['pour'], ComponentChildren>

/** What anybody may be refused, in their space or on a public page. */
export const refusalsOfUsagers: RefusalAnswers = [
  [DemandeIntrouvable, notFoundView],
  [BrouillonIntrouvable, notFoundView],
  [DemarcheIntrouvable, notFoundView],
  [PieceIntrouvable, notFoundView],
  [EchangeIntrouvable, notFoundView],
  [DocumentIntrouvable, notFoundView],
  [
    DocumentRefuse,
    (error: DocumentRefuse) =>
      view(
        409,
        'Ce document ne peut pas aller ici',
        error.erreur,
        'Ce que vous aviez écrit est gardé. Revenez en arrière pour continuer.',
        <a href="/espace/documents">Voir mes documents</a>,
      ),
  ],
  [
    DocumentUtilise,
    (error: DocumentUtilise) =>
      view(
        409,
        'Ce document sert encore',
        'Une demande en cours en a besoin. Rien n’est supprimé.',
        <Usages usages={error.usages} />,
        <a href="/espace/documents">Voir mes documents</a>,
      ),
  ],
  [SessionIntrouvable, notFoundView],
  [EnfantIntrouvable, notFoundView],
  [VersionIntrouvable, notFoundView],
  [ActualiteIntrouvable, notFoundView],
  [FermetureIntrouvable, notFoundView],
  [
    ConditionsAAccepter,
    ({ demarche }: ConditionsAAccepter, _context, reply) => {
      // What was asked waits where the person was: on the page before the dépôt, or before the start.
      const retour = reply.request.url.replace(/\/depot$/, '/verification')
      return reply.goTo(`/espace/conditions?${new URLSearchParams({ demarche, retour })}`)
    },
  ],
  [
    SondageFerme,
    () =>
      view(
        409,
        'Ce sondage est fini',
        'Il a été fermé pendant que vous répondiez, ou un autre l’a remplacé. Votre réponse n’a pas été comptée. Merci de l’avoir donnée.',
        <a href="/sondage">Voir où en est le sondage</a>,
      ),
  ],
  [
    TropDeVotes,
    (error: TropDeVotes, _context, reply) => {
      reply.header('retry-after', String(error.retryAfterSeconds))
      return view(
        429,
        'Beaucoup de réponses viennent de votre connexion',
        `Une famille, une bibliothèque ou une école partage souvent la même connexion : nous acceptons au plus trente réponses en dix minutes pour une même connexion. La vôtre n’a pas été comptée. Revenez en arrière et répondez de nouveau dans ${Math.ceil(error.retryAfterSeconds / 60)} min.`,
        <a href="/sondage">Voir les résultats</a>,
      )
    },
  ],
  [
    ServiceFerme,
    ({ maintenance }: ServiceFerme, { catalogue, clock, collectivite }, reply) => {
      reply.header('retry-after', String(retryAfter(maintenance.fin, clock.now())))
      const { quoi, papier } = voieDeSecours(catalogue, collectivite, maintenance)
      return {
        statut: 503,
        titre: `${quoi} : maintenance en cours`,
        contenu: <MaintenancePage quoi={quoi} maintenance={maintenance} papier={papier} />,
      }
    },
  ],
  [
    FoyerPlein,
    () =>
      view(
        409,
        'Votre foyer est complet',
        'Retirez un enfant de la liste avant d’en ajouter un autre.',
        <a href="/espace/compte/informations">Voir mes informations</a>,
      ),
  ],
  [
    TropDeSignalements,
    (error: TropDeSignalements, { collectivite }, reply) => {
      reply.header('retry-after', '3600')
      return view(
        429,
        'Vous avez déjà envoyé plusieurs signalements',
        `Vous pourrez en envoyer un autre après le ${longMoment(error.jusquA)}. Nos agents ont reçu les précédents.`,
        `C’est urgent ? Appelez le ${collectivite.telephone}.`,
      )
    },
  ],
  [
    LienInvalide,
    () =>
      view(
        410,
        'Ce lien ne fonctionne plus',
        'Il a déjà servi, ou il a plus de 24 heures.',
        <>
          <a href="/connexion">Essayez de vous connecter</a>. Sinon,{' '}
          <a href="/inscription">recommencez l’inscription</a> : cela prend deux minutes.
        </>,
      ),
  ],
  [
    LienDeReinitialisationInvalide,
    () =>
      view(
        410,
        'Ce lien ne fonctionne plus',
        'Il a déjà servi, il a plus de 30 minutes, ou un autre l’a remplacé.',
        <>
          Si vous venez de choisir un mot de passe, c’est fait :{' '}
          <a href="/connexion">connectez-vous avec lui</a>. Sinon,{' '}
          <a href="/mot-de-passe-oublie">recevez un nouveau lien</a>.
        </>,
      ),
  ],
  [
    LienPerime,
    (error: LienPerime) =>
      view(410, 'Ce lien ne fonctionne plus', 'Il a déjà servi, ou son délai est passé.', SUITES[error.pour]),
  ],
  [
    BrouillonDejaDepose,
    (error: BrouillonDejaDepose, _context, reply) =>
      reply.request.method === 'GET'
        ? view(
            410,
            'Cette demande est déjà envoyée',
            <a href={demandeVueDe(reply, error.reference)}>Voir la demande {error.reference}</a>,
          )
        : reply.goTo(demandeVueDe(reply, error.reference)),
  ],
  [
    BrouillonModifieAilleurs,
    () =>
      view(
        409,
        'Ce brouillon a été modifié ailleurs',
        'Il a été enregistré entre-temps, dans un autre onglet ou sur un autre appareil. Ce que vous venez d’écrire ici n’est pas enregistré.',
        <>
          <a href="/espace">Reprenez-le depuis votre espace</a> : vous y verrez la dernière version.
        </>,
      ),
  ],
  [
    DemandeIncomplete,
    (error: DemandeIncomplete, _context, reply) =>
      reply.goTo(`/espace/brouillons/${error.brouillonId}/verification`),
  ],
  [
    ActeImpossible,
    (error: ActeImpossible) =>
      view(
        409,
        'Ce n’est plus possible',
        'Votre demande a avancé entre-temps. Rien n’a été changé : regardez où elle en est.',
        <a href={`/espace/demandes/${error.reference}`}>Revoir ma demande</a>,
      ),
  ],
  [
    MotifsNonDus,
    (error: MotifsNonDus) =>
      view(
        409,
        'Vous ne pouvez plus nous demander pourquoi',
        'Une décision a été prise depuis, ou le délai pour saisir le tribunal est passé.',
        <a href={`/espace/demandes/${error.reference}`}>Revoir ma demande</a>,
      ),
  ],
  [
    RienAAttester,
    (error: RienAAttester) =>
      view(
        409,
        'Il n’y a pas d’attestation pour cette demande',
        'L’attestation existe quand une demande est acceptée parce que nous n’avons pas répondu à temps.',
        <a href={`/espace/demandes/${error.reference}`}>Revoir ma demande</a>,
      ),
  ],
  [
    DemarcheFermee,
    (error: DemarcheFermee, { catalogue }) => {
      const { demarche } = catalogue.get(error.slug)
      return view(
        409,
        'Cette démarche n’est pas ouverte',
        error.phrase,
        'Un brouillon déjà commencé est gardé.',
        <>
          {demarche.contact.service} : {demarche.contact.telephone}.{' '}
          <a href={`/services/${demarche.slug}`}>Voir la démarche et le formulaire papier</a>
        </>,
      )
    },
  ],
  [
    TropDeBrouillons,
    () =>
      view(
        409,
        'Vous avez déjà dix brouillons',
        'Terminez l’un d’eux, ou supprimez-en un, avant d’en commencer un autre.',
        <a href="/espace">Voir mes brouillons</a>,
      ),
  ],
  [
    TropDeMonde,
    (error: TropDeMonde, _context, reply) => {
      reply.header('retry-after', String(error.retryAfterSeconds))
      return view(
        503,
        'Beaucoup de monde en ce moment',
        'Réessayez dans quelques secondes. Rien n’est perdu.',
      )
    },
  ],
]

/** Seconds until a maintenance ends: not less than somebody takes to read the page, nor more than an hour. */
const retryAfter = (fin: Date, now: Date): number =>
  Math.min(3_600, Math.max(30, Math.ceil((fin.getTime() - now.getTime()) / 1_000)))
