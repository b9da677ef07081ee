import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { ActualiteIntrouvable, ActualiteModifieeEntreTemps } from '../features/actualites/index.ts'
import { AgentIntrouvable, AgentRefuse } from '../features/agents/index.ts'
import {
  LienDeReinitialisationInvalide,
  LienInvalide,
  LienPerime,
  SessionIntrouvable,
} from '../features/comptes/index.ts'
import {
  ConditionsAAccepter,
  TexteModifieEntreTemps,
  VersionIntrouvable,
} from '../features/conditions/index.ts'
import {
  ActeImpossible,
  BrouillonDejaDepose,
  BrouillonIntrouvable,
  BrouillonModifieAilleurs,
  DemandeIncomplete,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  DemarcheFermee,
  TropDeBrouillons,
} from '../features/demandes/index.ts'
import { DemarcheIntrouvable, OuvertureDecideeEntreTemps } from '../features/demarches/index.ts'
import {
  FermetureChangeeEntreTemps,
  FermetureIntrouvable,
  MaintenancePage,
  ServiceFerme,
  voieDeSecours,
} from '../features/disponibilite/index.ts'
import { EnfantIntrouvable, FoyerPlein } from '../features/informations/index.ts'
import { PieceIntrouvable } from '../features/pieces/index.ts'
import { SignalementIntrouvable, TropDeSignalements } from '../features/signalements/index.ts'
import {
  AutreSondageOuvert,
  SondageFerme,
  SondageIntrouvable,
  SondageModifieEntreTemps,
  TropDeVotes,
} from '../features/sondage/index.ts'
import type { PageView } from '../platform/http/page.ts'
import { longMoment } from '../platform/legal-clock/paris.ts'
import { TropDeMonde } from '../platform/session/turnstile.ts'
import type { Context } from './context.ts'

function view(statut: number, titre: string, ...lignes: ComponentChildren[]): PageView {
  return {
    statut,
    titre,
    contenu: (
      <div class="texte">
        <h1 tabIndex={-1}>{titre}</h1>
        {lignes.map((ligne) => (
          <p>{ligne}</p>
        ))}
      </div>
    ),
  }
}

export const notFoundView = (): PageView =>
  view(
    404,
    'Page introuvable',
    'Cette page n’existe pas, ou n’est pas à vous. Vérifiez l’adresse.',
    <>
      <a href="/">Aller à l’accueil</a> · <a href="/espace">Aller à mon espace</a> ·{' '}
      <a href="/aide">Demander de l’aide</a>
    </>,
  )

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

type Answer = (error: never, context: Context, reply: FastifyReply) => PageView | FastifyReply

/** The only map from what a feature may refuse to what the person reads. */
const refusals: readonly (readonly [new (...args: never[]) => Error, Answer])[] = [
  [DemandeIntrouvable, notFoundView],
  [BrouillonIntrouvable, notFoundView],
  [DemarcheIntrouvable, notFoundView],
  [PieceIntrouvable, notFoundView],
  [AgentRefuse, notFoundView],
  [AgentIntrouvable, notFoundView],
  [SessionIntrouvable, notFoundView],
  [SignalementIntrouvable, notFoundView],
  [EnfantIntrouvable, notFoundView],
  [VersionIntrouvable, notFoundView],
  [ActualiteIntrouvable, notFoundView],
  [FermetureIntrouvable, notFoundView],
  [SondageIntrouvable, notFoundView],
  [
    ConditionsAAccepter,
    ({ demarche }: ConditionsAAccepter, _context, reply) => {
      // What was asked waits where the person was: on the page before the dépôt, or before the start.
      const retour = reply.request.url.replace(/\/depot$/, '/verification')
      return reply.goTo(`/espace/conditions?${new URLSearchParams({ demarche, retour })}`)
    },
  ],
  [
    TexteModifieEntreTemps,
    () =>
      view(
        409,
        'Le texte a changé entre-temps',
        'Une autre personne l’a enregistré ou publié la première. Rien n’a été écrasé, rien n’a été publié deux fois.',
        <a href="/agents/administration/conditions">Voir où en sont les textes</a>,
      ),
  ],
  [
    ActualiteModifieeEntreTemps,
    (error: ActualiteModifieeEntreTemps) =>
      view(
        409,
        'Une autre personne a changé cette actualité entre-temps',
        'Rien n’a été écrasé. Copiez ailleurs ce que vous venez d’écrire, puis voyez où elle en est.',
        <a href={`/agents/administration/actualites/${error.numero}/relecture`}>Voir l’actualité</a>,
      ),
  ],
  [
    SondageModifieEntreTemps,
    (error: SondageModifieEntreTemps) =>
      view(
        409,
        'Ce sondage a changé entre-temps',
        'Une autre personne l’a modifié, ouvert, fermé ou supprimé la première. Rien n’a été écrasé. Les mots d’un sondage ouvert une fois ne changent plus.',
        <a href={`/agents/administration/sondages/${error.numero}/relecture`}>Voir ce sondage</a>,
        <a href="/agents/administration/sondages">Voir tous les sondages</a>,
      ),
  ],
  [
    AutreSondageOuvert,
    () =>
      view(
        409,
        'Un autre sondage est ouvert',
        'Un seul sondage est ouvert à la fois. Fermez d’abord celui qui l’est, puis ouvrez celui-ci.',
        <a href="/agents/administration/sondages">Voir les sondages</a>,
      ),
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
        `Une famille, une bibliothèque ou une école partage souvent la même connexion : nous comptons trente réponses en dix minutes pour chacune. La vôtre n’a pas été comptée. Revenez en arrière et répondez de nouveau dans ${Math.ceil(error.retryAfterSeconds / 60)} min.`,
        <a href="/sondage">Voir les résultats</a>,
      )
    },
  ],
  [
    OuvertureDecideeEntreTemps,
    (error: OuvertureDecideeEntreTemps) =>
      view(
        409,
        'Une autre personne a décidé entre-temps',
        'Rien n’a été changé par vous. Voyez d’abord ce qui vient d’être décidé.',
        <a href={`/agents/administration/demarches/${error.slug}`}>Voir cette démarche</a>,
      ),
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
    FermetureChangeeEntreTemps,
    (error: FermetureChangeeEntreTemps) =>
      view(
        409,
        'Cette maintenance a changé entre-temps',
        'Une autre personne l’a modifiée, ou elle vient de commencer ou de finir. Rien n’a été écrasé.',
        <a href={`/agents/administration/maintenances/${error.numero}`}>Voir où elle en est</a>,
      ),
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
            <a href={`/espace/demandes/${error.reference}`}>Voir la demande {error.reference}</a>,
          )
        : reply.goTo(`/espace/demandes/${error.reference}`),
  ],
  [
    BrouillonModifieAilleurs,
    () =>
      view(
        409,
        'Ce brouillon a été modifié ailleurs',
        'Un autre onglet l’a enregistré entre-temps. Rien n’a été écrasé.',
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
    () =>
      view(
        409,
        'Ce n’est plus possible',
        'La demande a changé d’état depuis que vous avez ouvert la page.',
        <a href="/espace/demandes">Voir mes demandes</a>,
      ),
  ],
  [
    DemandeModifieeEntreTemps,
    (error: DemandeModifieeEntreTemps) =>
      view(
        409,
        'La demande a changé entre-temps',
        'Une autre personne a agi la première. Rien n’a été écrasé.',
        <a href={`/agents/demandes/${error.reference}`}>Revoir la demande</a>,
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

/** Refusals by the table, a lost database by the paper route, anything else as a fault with its reference number. */
export function answerError(
  context: Context,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const found = refusals.find(([refusal]) => error instanceof refusal)
  if (found) {
    const answer = (
      found[1] as (error: unknown, context: Context, reply: FastifyReply) => PageView | FastifyReply
    )(error, context, reply)
    return 'titre' in answer ? reply.page(answer) : answer
  }
  const statusCode = isUnstorable(error) ? 400 : (error as { statusCode?: number }).statusCode
  if (statusCode === 413)
    return reply.page(
      view(413, 'Cet envoi est trop long', 'Revenez en arrière, raccourcissez le texte et recommencez.'),
    )
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return reply.page(
      view(
        statusCode,
        'Demande incompréhensible',
        'Le navigateur a envoyé quelque chose que nous ne pouvons pas lire. Rechargez la page et recommencez.',
      ),
    )
  }
  if (isDatabaseLost(error)) {
    context.log.error({ err: error, route: request.routeOptions.url }, 'database unreachable')
    return answerWithoutBase(context, request, reply)
  }
  const numero = crypto.randomUUID().slice(0, 8)
  context.log.error({ err: error, numero, route: request.routeOptions.url }, 'fault')
  return reply.page(
    view(
      500,
      'Quelque chose n’a pas marché',
      `Ce n’est pas de votre faute. Notez ce numéro si vous nous appelez : ${numero}.`,
      'Ce que vous aviez enregistré est gardé. Réessayez dans un instant.',
      <a href="/aide#papier">Faire la démarche par courrier</a>,
    ),
  )
}

/**
 * The base is gone: what was made at build for this address (the blank forms), the maintenance that explains it, or the
 * page that says how to go on by post.
 */
function answerWithoutBase(context: Context, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { secours, calendrier } = context
  const kept = secours.fichiers.get(request.url.split('?', 1)[0] ?? '')
  if (kept) return reply.type('application/pdf').send(kept)
  const maintenance = calendrier.enCours()
  if (maintenance) return answerError(context, new ServiceFerme(maintenance), request, reply)
  return reply.code(503).header('retry-after', '60').type('text/html; charset=utf-8').send(secours.page)
}

/** Seconds until a maintenance ends: not less than somebody takes to read the page, nor more than an hour. */
const retryAfter = (fin: Date, now: Date): number =>
  Math.min(3_600, Math.max(30, Math.ceil((fin.getTime() - now.getTime()) / 1_000)))

/** A NUL in an address or a field: PostgreSQL keeps no such text (22021, and 22P05 in JSON). Nobody types one. */
const isUnstorable = (error: unknown): boolean =>
  ['22021', '22P05'].includes(String((error as { code?: unknown } | null)?.code))

/** Classes 08 (connection) and 57P (shutdown) of PostgreSQL, and what the network says. */
function isDatabaseLost(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (
      typeof code === 'string' &&
      (/^(08|57P|53300)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code))
    )
      return true
    if (
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
        cause.message,
      )
    )
      return true
  }
  return false
}
