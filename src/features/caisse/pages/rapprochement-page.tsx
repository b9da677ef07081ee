import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longDay, longMoment, parisTime } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { quoiFaire } from '../quoi-faire.ts'
import type { RapprochementDuJour, TentativeARegarder } from '../rapprochement.query.ts'
import { JourForm } from './jour-form.tsx'

const ADRESSE = '/agents/caisse/rapprochement'

interface RapprochementPageProps {
  jour: string
  today: string
  vue: RapprochementDuJour
  role: string
  /** It was just asked for. */
  demande: boolean
  /** Whether there is somebody to ask. */
  enLigne: boolean
  titreDe: (slug: string) => string
}

/** Our book beside Payline's, attempt by attempt: what differs in red, and in words. */
export function RapprochementPage(props: RapprochementPageProps) {
  const { jour, today, vue, role, demande } = props
  return (
    <>
      <MenuDeCaisse ici={ADRESSE} pour={role} />
      <h1 tabIndex={-1}>Rapprochement avec Payline du {longDay(jour)}</h1>
      {demande ? (
        <Alert ton="info" titre="La comparaison est demandée" role="status">
          <p>
            Elle se fait en quelques minutes, même si vous quittez cette page. Revenez ici pour lire le
            résultat.
          </p>
        </Alert>
      ) : null}
      <p>
        Chaque nuit, le portail demande à Payline ce qu’il sait de chaque paiement par carte commencé les
        jours d’avant, accepté ou non.
      </p>
      <JourForm adresse={ADRESSE} jour={jour} today={today} />
      <Bilan vue={vue} />
      {role === 'regisseur' ? <Comparer {...props} /> : null}
      {vue.aRegarder.length > 0 ? <Liste {...props} /> : null}
      {vue.suite ? (
        <nav aria-label="Pages" class="pages">
          <a rel="next" href={`${ADRESSE}?jour=${jour}&apres=${vue.suite}`}>
            Suite
          </a>
        </nav>
      ) : null}
      <AutresJours vue={vue} />
    </>
  )
}

function Comparer({ jour, vue, enLigne }: RapprochementPageProps) {
  if (!enLigne) return <p>Payline n’est pas branché sur ce portail : rien ne peut être comparé.</p>
  if (vue.tentatives === 0) return null
  return (
    <form method="post" action={ADRESSE} class="actions">
      <input type="hidden" name="jour" value={jour} />
      <button type="submit" class="ds-button" data-variant="secondary">
        Comparer maintenant
      </button>
    </form>
  )
}

const combien = (n: number, un: string, plusieurs: string): string =>
  n === 1 ? `1 ${un}` : `${n.toLocaleString('fr-FR')} ${plusieurs}`

function Bilan({ vue }: Pick<RapprochementPageProps, 'vue'>) {
  const { tentatives, egales, ecarts, illisibles, luLe } = vue
  const reste = tentatives - egales - ecarts - illisibles
  if (tentatives === 0) return <p>Aucun paiement par carte n’a commencé ce jour-là.</p>
  const toutEgal = egales === tentatives
  const ton = ecarts > 0 ? 'danger' : toutEgal ? 'succes' : 'attention'
  const titre =
    ecarts > 0
      ? combien(ecarts, 'écart avec Payline', 'écarts avec Payline')
      : toutEgal
        ? 'Notre journal et celui de Payline disent la même chose'
        : 'La comparaison n’est pas complète'
  return (
    <Alert ton={ton} titre={titre}>
      <ul>
        <li>
          {combien(tentatives, 'paiement par carte commencé', 'paiements par carte commencés')}, dont{' '}
          {combien(egales, 'pareil des deux côtés', 'pareils des deux côtés')}
        </li>
        {ecarts > 0 ? <li>{combien(ecarts, 'différent', 'différents')}</li> : null}
        {illisibles > 0 ? (
          <li>{combien(illisibles, 'que Payline n’a pas su dire', 'que Payline n’a pas su dire')}</li>
        ) : null}
        {reste > 0 ? <li>{combien(reste, 'pas encore comparé', 'pas encore comparés')}</li> : null}
      </ul>
      {luLe ? <p>Dernière question posée à Payline : {longMoment(luLe)}.</p> : null}
    </Alert>
  )
}

function Liste({ vue, titreDe }: RapprochementPageProps) {
  return (
    <>
      <h2>À regarder</h2>
      {vue.aRegarder.map((tentative) => (
        <Ecart tentative={tentative} titreDe={titreDe} />
      ))}
    </>
  )
}

function Ecart({ tentative, titreDe }: { tentative: TentativeARegarder; titreDe: (slug: string) => string }) {
  const { id, issue, nature, commande, demarche, montantCents, le, enMots, luLe } = tentative
  const differe = issue === 'ecart'
  return (
    <article class="encadre" data-ton={differe ? 'danger' : 'attention'}>
      <p>
        <Tag ton={differe ? 'danger' : 'attention'}>{differe ? 'Écart' : 'Non lu'}</Tag>{' '}
        <a class="reference" href={`/agents/caisse/paiements/${id}`}>
          {commande}
        </a>
        , {titreDe(demarche)}, {eurosEnMots(montantCents)}, commencé à {parisTime(new Date(le))}
      </p>
      <p>
        <strong>{enMots}</strong>
      </p>
      <p>
        {nature
          ? quoiFaire[nature]
          : 'Ce paiement n’est pas compté comme pareil. Le portail redemande la nuit prochaine ; vous pouvez aussi comparer maintenant.'}
      </p>
      <p class="doux">Demandé à Payline le {longMoment(luLe)}.</p>
    </article>
  )
}

function AutresJours({ vue: { autresJours } }: Pick<RapprochementPageProps, 'vue'>) {
  if (autresJours.length === 0) return null
  return (
    <>
      <h2>Autres jours à regarder</h2>
      <ul>
        {autresJours.map(({ jour, ecarts, illisibles }) => (
          <li>
            <a href={`${ADRESSE}?jour=${jour}`}>{longDay(jour)}</a> :{' '}
            {[
              ecarts > 0 ? combien(ecarts, 'écart', 'écarts') : '',
              illisibles > 0 ? combien(illisibles, 'non lu', 'non lus') : '',
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </>
  )
}
