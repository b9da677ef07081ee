import { dateEnMots } from '../../../formulaire/dates.ts'
import { sensEnMots } from '../../decisions/index.ts'
import { attendus, EffetDeLaDecision } from '../../demandes/index.ts'
import { faitEnMots } from '../actes-labels.ts'
import type { ComplementFait, CourrielVue, DemandeAInstruire, Lignes } from '../demande-a-instruire.query.ts'
import { jourCourt, momentCourt } from '../jours.ts'

interface Props {
  vue: DemandeAInstruire
}

/** The decision, with who took it (CRPA L212-1). */
export function Decision({ vue: { decision, demande, silence } }: Props) {
  if (!decision && silence.decision?.sens === 'acceptation')
    return (
      <p>
        <a href={`/agents/demandes/${demande.reference}/decisions`}>
          La décision née du silence, son retrait
        </a>
      </p>
    )
  if (!decision) return null
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">Décision</h2>
      <div class="encadre">
        <p>
          <strong>{sensEnMots[decision.sens]}</strong>, le {momentCourt(decision.priseLe)}, par{' '}
          {decision.prisePar}.
        </p>
        <EffetDeLaDecision differee={decision.differee} />
        {decision.motivation ? <Texte texte={decision.motivation} /> : null}
        <p>
          <a href={`/agents/demandes/${demande.reference}/decisions`}>
            Le détail, les documents, la notification
          </a>
        </p>
      </div>
    </section>
  )
}

/** Text as it was typed, line breaks included. */
function Texte({ texte }: { texte: string }) {
  return (
    <>
      {texte.split(/\n{2,}/).map((paragraphe) => (
        <p>
          {paragraphe.split('\n').map((ligne, index) => (
            <>
              {index > 0 ? <br /> : null}
              {ligne}
            </>
          ))}
        </p>
      ))}
    </>
  )
}

/** What was asked for, and what came back. */
export function Complements({ vue: { complements } }: Props) {
  if (complements.length === 0) return null
  return (
    <section aria-labelledby="complements">
      <h2 id="complements">Compléments demandés</h2>
      {complements.map((complement) => (
        <div class="carte">
          <p>
            Le {momentCourt(complement.demandeLe)}, par {complement.par}, pour le{' '}
            {dateEnMots(complement.echeance)}
            &#160;:
          </p>
          <ul>
            {complement.elements.map((element) => (
              <li>
                {element.libelle}
                {element.bloquant ? '' : ' (utile, pas indispensable)'}
                {element.recu ? (
                  <>
                    {' – '}
                    <strong>reçu le {momentCourt(element.recu.recuLe)}</strong>
                    {element.recu.tardif ? ', après la date limite' : ''}
                    {element.recu.reponse ? <Texte texte={element.recu.reponse} /> : null}
                  </>
                ) : null}
              </li>
            ))}
          </ul>
          {complement.message ? <Texte texte={complement.message} /> : null}
          <p>
            <strong>{etatDuComplement(complement)}</strong>
          </p>
          {complement.reponse ? <Texte texte={complement.reponse} /> : null}
        </div>
      ))}
    </section>
  )
}

function etatDuComplement({ reponduLe, ouvert, elements }: ComplementFait): string {
  if (reponduLe) return `Réponse reçue le ${momentCourt(reponduLe)}`
  const reste = attendus(elements).length
  if (reste > 0 && reste < elements.length)
    return ouvert
      ? `Réponse reçue en partie\u00a0: il manque ${reste === 1 ? 'un élément' : `${reste} éléments`}`
      : 'Réponse restée partielle'
  return ouvert ? 'Réponse attendue' : 'Resté sans réponse'
}

/** The journal of the demande, oldest first: what was done, or who read what; folded until it is asked for. */
export function Histoire(props: Props & { lignes: Lignes; depliee: boolean }) {
  const { lignes, depliee } = props
  const { histoire, demande } = props.vue
  const page = `/agents/demandes/${demande.reference}`
  return (
    <section aria-labelledby="histoire">
      <h2 id="histoire">Historique</h2>
      <details id="histoire-detail" open={depliee}>
        <summary>{lignes === 'actes' ? `Ce qui a été fait (${histoire.length})` : 'Qui a lu quoi'}</summary>
        <nav aria-label="Ce que montre l’historique">
          <ul class="menu">
            <li>
              <a
                href={`${page}?histoire=actes#histoire`}
                aria-current={lignes === 'actes' ? 'page' : undefined}
              >
                Actes
              </a>
            </li>
            <li>
              <a
                href={`${page}?histoire=consultations#histoire`}
                aria-current={lignes === 'consultations' ? 'page' : undefined}
              >
                Consultations
              </a>
            </li>
          </ul>
        </nav>
        {histoire.length === 0 ? <p>Rien pour l’instant.</p> : null}
        <ol class="frise">
          {histoire.map(({ le, action, par, a }) => (
            <li>
              <time dateTime={le.toISOString()}>{momentCourt(le)}</time>
              <strong>
                {faitEnMots(action)}
                {a ? ` à ${a}` : ''}
              </strong>
              par {par}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

/** The mails that the person was sent about it. */
export function Courriels({ vue: { courriels } }: Props) {
  if (courriels.length === 0) return null
  return (
    <section aria-labelledby="courriels">
      <h2 id="courriels">Courriels à l’usager</h2>
      <ul>
        {courriels.map((courriel) => (
          <li>
            {courriel.sujet} ({departDe(courriel)})
          </li>
        ))}
      </ul>
    </section>
  )
}

function departDe({ creeLe, envoyeLe, abandonneLe }: CourrielVue): string {
  if (envoyeLe) return `parti le ${momentCourt(envoyeLe)}`
  if (abandonneLe)
    return `refusé par la messagerie le ${jourCourt(abandonneLe)}\u00a0: prévenez l’usager autrement`
  return `en attente depuis le ${momentCourt(creeLe)}`
}
