import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { DemarchePubliee } from '../catalogue.ts'
import type { DecisionTapee, ErreursDecision } from '../check-decision.ts'
import type { DecisionPrise } from '../decisions.query.ts'
import type { EtatCampagne } from '../etat-campagne.ts'

interface OuvertureProps {
  publiee: DemarchePubliee
  campagne: EtatCampagne
  decisions: readonly DecisionPrise[]
  tapee: DecisionTapee
  erreurs: ErreursDecision
}

/** One démarche: open a campaign, close it, go back; and what was decided until now. */
export function OuverturePage({ publiee, campagne, decisions, tapee, erreurs }: OuvertureProps) {
  const { demarche, formulaire } = publiee
  const adresse = `/agents/administration/demarches/${demarche.slug}`
  const vue = decisions[0]?.numero ?? 0
  return (
    <div class="formulaire">
      <p>
        <a href="/agents/administration/demarches">Ouvrir et fermer les démarches</a>
      </p>
      <h1 tabIndex={-1}>{demarche.titre}</h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <p class="chapeau">
        {campagne.phrase}
        {campagne.fictif ? ' (dates fictives)' : ''}
      </p>
      <p class="doux">
        Ce que vous décidez s’applique aussitôt. Les brouillons déjà commencés sont gardés, les demandes déjà
        envoyées aussi.
      </p>
      {formulaire ? (
        <Campagne adresse={adresse} vue={vue} tapee={tapee} erreurs={erreurs} />
      ) : (
        <p>Cette démarche n’a pas encore de formulaire : elle ne peut pas être ouverte.</p>
      )}
      {campagne.etat === 'ouverte' || campagne.etat === 'a-venir' ? (
        <Fermeture adresse={adresse} vue={vue} tapee={tapee} erreurs={erreurs} />
      ) : null}
      <Historique adresse={adresse} vue={vue} decisions={decisions} />
    </div>
  )
}

type ActeProps = Pick<OuvertureProps, 'tapee' | 'erreurs'> & { adresse: string; vue: number }

function Campagne({ adresse, vue, tapee, erreurs }: ActeProps) {
  return (
    <form method="post" action={adresse}>
      <h2>Fixer une campagne</h2>
      <input type="hidden" name="vue" value={vue} />
      <Ligne
        nom="du"
        libelle="Premier jour"
        aide="Dès 0 h, heure de Paris."
        valeur={tapee.du}
        messages={unMessage(erreurs.du)}
        type="date"
        court
      />
      <Ligne
        nom="au"
        libelle="Dernier jour"
        aide="Jusqu’à 23 h 59, heure de Paris."
        valeur={tapee.au}
        messages={unMessage(erreurs.au)}
        type="date"
        court
      />
      <button type="submit" class="ds-button" name="acte" value="ouvrir">
        Fixer cette campagne
      </button>
    </form>
  )
}

function Fermeture({ adresse, vue, tapee, erreurs }: ActeProps) {
  return (
    <form method="post" action={adresse}>
      <h2>Fermer maintenant</h2>
      <input type="hidden" name="vue" value={vue} />
      <ZoneDeTexte
        nom="motif"
        libelle="Pourquoi"
        aide="Chacun le lira sur la page de la démarche. Dites aussi ce qu’il peut faire."
        valeur={tapee.motif}
        messages={unMessage(erreurs.motif)}
        lignes={3}
      />
      <button type="submit" class="ds-button" data-variant="secondary" name="acte" value="fermer">
        Fermer cette démarche
      </button>
    </form>
  )
}

function Historique(props: { adresse: string; vue: number; decisions: readonly DecisionPrise[] }) {
  const { adresse, vue, decisions } = props
  return (
    <>
      <h2>Ce qui a été décidé</h2>
      {decisions.length === 0 ? <p>Rien encore : ce sont les dates livrées avec la démarche.</p> : null}
      <ul class="liste-actes">
        {decisions.map((decision) => (
          <li>
            <p>
              {enMots(decision)}{' '}
              <span class="doux">
                {decision.par ?? 'Automatiquement'}, le {longMoment(decision.le)}.
              </span>
            </p>
            {decision.numero === vue ? null : <Reprendre adresse={adresse} vue={vue} decision={decision} />}
          </li>
        ))}
      </ul>
      {decisions[0]?.du || decisions[0]?.motif ? (
        <form method="post" action={adresse}>
          <input type="hidden" name="vue" value={vue} />
          <button type="submit" class="ds-button" data-variant="secondary" name="acte" value="retablir">
            Revenir aux dates livrées avec la démarche
          </button>
        </form>
      ) : null}
    </>
  )
}

/** Decides the same again: what is reversible is so by the same act. */
function Reprendre({ adresse, vue, decision }: { adresse: string; vue: number; decision: DecisionPrise }) {
  const { du, au, motif } = decision
  return (
    <form method="post" action={adresse}>
      <input type="hidden" name="vue" value={vue} />
      <input type="hidden" name="du" value={du ?? ''} />
      <input type="hidden" name="au" value={au ?? ''} />
      <input type="hidden" name="motif" value={motif ?? ''} />
      <button type="submit" class="lien" name="acte" value={du ? 'ouvrir' : motif ? 'fermer' : 'retablir'}>
        Décider cela de nouveau<span class="sr"> : {enMots(decision)}</span>
      </button>
    </form>
  )
}

function enMots({ du, au, motif, fermeture }: DecisionPrise): string {
  if (fermeture !== null && au)
    return `Campagne prolongée jusqu’au ${longDay(au)} : le service était fermé (fermeture n° ${fermeture}).`
  if (du && au) return `Campagne du ${longDay(du)} au ${longDay(au)}.`
  return motif ? `Fermée : ${motif}` : 'Retour aux dates livrées avec la démarche.'
}
