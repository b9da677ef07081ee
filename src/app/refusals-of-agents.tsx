import { ActualiteModifieeEntreTemps } from '../features/actualites/index.ts'
import { AgentIntrouvable, AgentRefuse } from '../features/agents/index.ts'
import { AvisClos, AvisIntrouvable } from '../features/avis/index.ts'
import {
  AttributionChangee,
  CollegueIntrouvable,
  DemandeTerminee,
  DemarcheNonConfiee,
  FiltreIntrouvable,
  LotIntrouvable,
} from '../features/comptoir/index.ts'
import { TexteModifieEntreTemps } from '../features/conditions/index.ts'
import { ConservationIntrouvable } from '../features/conservation/index.ts'
import { DecideurAnonyme, DecisionIntrouvable } from '../features/decisions/index.ts'
import { DemandeModifieeEntreTemps } from '../features/demandes/index.ts'
import { OuvertureDecideeEntreTemps } from '../features/demarches/index.ts'
import { FermetureChangeeEntreTemps } from '../features/disponibilite/index.ts'
import { ExportIntrouvable } from '../features/exports/index.ts'
import { PieceJugeeEntreTemps, PieceRemplacee } from '../features/instruction/index.ts'
import { SaisieIntrouvable } from '../features/papier/index.ts'
import { SignalementIntrouvable } from '../features/signalements/index.ts'
import {
  AutreSondageOuvert,
  SondageIntrouvable,
  SondageModifieEntreTemps,
} from '../features/sondage/index.ts'
import type { RefusalAnswers } from './refusal-answers.ts'
import { notFoundView, view } from './view.tsx'

/** What an agent or an administrator may be refused at the counter. */
export const refusalsOfAgents: RefusalAnswers = [
  [AgentRefuse, notFoundView],
  [AgentIntrouvable, notFoundView],
  [ConservationIntrouvable, notFoundView],
  [DecisionIntrouvable, notFoundView],
  [
    DecideurAnonyme,
    ({ reference }: DecideurAnonyme) =>
      view(
        409,
        'Un collègue doit prendre cette décision',
        'Une décision porte le nom de qui la prend (CRPA, L212-1), et les usagers vous connaissent par un numéro. Rien n’a été changé.',
        <a href={`/agents/demandes/${reference}`}>Revoir la demande</a>,
      ),
  ],
  [ExportIntrouvable, notFoundView],
  [SaisieIntrouvable, notFoundView],
  [AvisIntrouvable, notFoundView],
  [
    AvisClos,
    ({ reference }: AvisClos) =>
      view(
        409,
        'Cet avis n’est plus attendu',
        'Il a été donné ou retiré, ou bien la demande est terminée. Rien n’a été changé.',
        reference ? (
          <a href={`/agents/demandes/${reference}`}>Revoir la demande</a>
        ) : (
          <a href="/agents/avis">Voir les avis attendus de vous</a>
        ),
      ),
  ],
  [SignalementIntrouvable, notFoundView],
  [SondageIntrouvable, notFoundView],
  [LotIntrouvable, notFoundView],
  [FiltreIntrouvable, notFoundView],
  [DemarcheNonConfiee, notFoundView],
  [
    AttributionChangee,
    ({ agent, reference }: AttributionChangee) =>
      view(
        409,
        'Cette demande a changé de mains entre-temps',
        agent
          ? `Elle est maintenant attribuée à ${agent}. Ce que vous venez de demander n’a pas été fait.`
          : 'Elle n’est plus attribuée à personne. Ce que vous venez de demander n’a pas été fait.',
        <a href={`/agents/demandes/${reference}`}>Revoir la demande</a>,
      ),
  ],
  [
    DemandeTerminee,
    ({ reference }: DemandeTerminee) =>
      view(
        409,
        'Cette demande est terminée',
        'Elle n’est plus à examiner : elle ne s’attribue plus. Rien n’a été changé.',
        <a href={`/agents/demandes/${reference}`}>Revoir la demande</a>,
      ),
  ],
  [
    CollegueIntrouvable,
    ({ reference }: CollegueIntrouvable) =>
      view(
        409,
        'Cet agent n’examine pas cette démarche',
        'Il est peut-être parti, ou la démarche ne lui est plus confiée. Choisissez-en un autre.',
        <a href={`/agents/demandes/${reference}`}>Revoir la demande</a>,
      ),
  ],
  [
    TexteModifieEntreTemps,
    () =>
      view(
        409,
        'Le texte a changé entre-temps',
        'Une autre personne l’a enregistré ou publié avant vous. Ce que vous venez de demander n’a pas été fait : rien n’a été écrasé, ni publié deux fois.',
        <a href="/agents/administration/conditions">Voir où en sont les textes</a>,
      ),
  ],
  [
    ActualiteModifieeEntreTemps,
    (error: ActualiteModifieeEntreTemps) =>
      view(
        409,
        'Une autre personne a changé cette actualité entre-temps',
        'Ce que vous venez de demander n’a pas été fait, et rien n’a été écrasé. Voyez où elle en est avant de recommencer.',
        <a href={`/agents/administration/actualites/${error.numero}/relecture`}>Voir l’actualité</a>,
      ),
  ],
  [
    SondageModifieEntreTemps,
    (error: SondageModifieEntreTemps) =>
      view(
        409,
        'Ce sondage a changé entre-temps',
        'Une autre personne l’a modifié, ouvert, fermé ou supprimé avant vous. Ce que vous venez de demander n’a pas été fait, et rien n’a été écrasé. Les mots d’un sondage ouvert une fois ne changent plus.',
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
    OuvertureDecideeEntreTemps,
    (error: OuvertureDecideeEntreTemps) =>
      view(
        409,
        'Une autre personne a décidé entre-temps',
        'Votre décision n’a pas été enregistrée. Voyez d’abord ce qui vient d’être décidé.',
        <a href={`/agents/administration/demarches/${error.slug}`}>Voir cette démarche</a>,
      ),
  ],
  [
    FermetureChangeeEntreTemps,
    (error: FermetureChangeeEntreTemps) =>
      view(
        409,
        'Cette maintenance a changé entre-temps',
        'Une autre personne l’a modifiée, ou elle vient de commencer ou de finir. Ce que vous venez de demander n’a pas été fait, et rien n’a été écrasé.',
        <a href={`/agents/administration/maintenances/${error.numero}`}>Voir où elle en est</a>,
      ),
  ],
  [
    PieceRemplacee,
    (error: PieceRemplacee) =>
      view(
        409,
        'Ce document a été remplacé',
        'L’usager vient d’en envoyer un autre à sa place. Votre choix n’a pas été enregistré : regardez d’abord le nouveau document.',
        <a href={`/agents/demandes/${error.reference}`}>Revoir la demande</a>,
      ),
  ],
  [
    PieceJugeeEntreTemps,
    (error: PieceJugeeEntreTemps) =>
      view(
        409,
        'Un autre agent a déjà jugé ce document',
        'Votre choix n’a pas été enregistré, et le sien reste. Voyez ce qu’il a dit avant de recommencer.',
        <a href={`/agents/demandes/${error.reference}`}>Revoir la demande</a>,
      ),
  ],
  [
    DemandeModifieeEntreTemps,
    (error: DemandeModifieeEntreTemps) =>
      view(
        409,
        'La demande a changé entre-temps',
        'Une autre personne a agi avant vous. Ce que vous venez de demander n’a pas été fait, et rien n’a été écrasé.',
        <a href={`/agents/demandes/${error.reference}`}>Revoir la demande</a>,
      ),
  ],
]
