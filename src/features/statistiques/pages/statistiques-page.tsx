import type { Option } from '../../../formulaire/definition.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { type Barre, Barres } from '../../../ui/barres.tsx'
import { statuts } from '../../demandes/index.ts'
import { hideSmall, PETIT_NOMBRE, percentileOf, totalOf } from '../comptes.ts'
import { AGES } from '../count-waiting.ts'
import { PERIODES, type Periode } from '../periode.ts'
import { COMPTE_MAX, type StatistiquesVue } from '../statistiques.query.ts'

export interface StatistiquesPageProps {
  demarches: readonly { slug: string; titre: string }[]
  demarche: string
  periode: Periode
  vue: StatistiquesVue
  /** What the options are called. */
  options: readonly Option[]
}

const COMMUNES_MONTREES = 20
const nombre = (n: number): string => n.toLocaleString('fr-FR')
const part = (n: number, total: number): string =>
  total === 0 ? nombre(n) : `${nombre(n)} (${Math.round((100 * n) / total)}\u00a0%)`

/** How a démarche goes: what came, what was decided, how long it took, what waits. */
export function StatistiquesPage(props: StatistiquesPageProps) {
  const { vue } = props
  return (
    <>
      <h1 tabIndex={-1}>Statistiques</h1>
      <Filtres {...props} />
      {vue.compteeLe ? (
        <>
          <p class="doux">
            Comptées le {longMoment(vue.compteeLe)}, et de nouveau chaque heure. Aujourd’hui, à l’instant :{' '}
            {plafond(vue.aujourdhui.recues)} reçues, {plafond(vue.aujourdhui.decidees)} décidées.
          </p>
          <Chiffres vue={vue} />
          <Tranches {...props} />
          <EnAttente vue={vue} />
          <ParOption {...props} />
          <ParCommune vue={vue} />
        </>
      ) : (
        <p>Aucune demande n’a encore été comptée. Les comptes se font chaque heure : revenez bientôt.</p>
      )}
      <p>
        <a href="/agents/export">Exporter des demandes</a> dans un tableur.
      </p>
    </>
  )
}

const plafond = (n: number): string => (n >= COMPTE_MAX ? `${nombre(COMPTE_MAX)} et plus` : nombre(n))

function Filtres({ demarches, demarche, periode }: StatistiquesPageProps) {
  return (
    <form method="get" action="/agents/statistiques" class="filtres">
      <div>
        <label for="demarche">Démarche</label>
        <select id="demarche" name="demarche">
          {demarches.map(({ slug, titre }) => (
            <option value={slug} selected={slug === demarche}>
              {titre}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="periode">Période</label>
        <select id="periode" name="periode">
          {PERIODES.map(([nom, libelle]) => (
            <option value={nom} selected={nom === periode.nom}>
              {libelle}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button type="submit" class="ds-button">
          Voir
        </button>
      </div>
    </form>
  )
}

function Chiffres({ vue: { total } }: Pick<StatistiquesPageProps, 'vue'>) {
  const decidees = totalOf(total.decidees)
  const outcomes = (['acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite'] as const).map(
    (sens): Barre => {
      const n = total.decidees[sens] ?? 0
      return { libelle: statuts[sens].libelle, valeur: n, texte: part(n, decidees) }
    },
  )
  const [p50, p90] = [percentileOf(total.delais, 0.5), percentileOf(total.delais, 0.9)]
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres">Sur la période</h2>
      <p>
        <strong>{nombre(total.recues)}</strong> demandes reçues, <strong>{nombre(decidees)}</strong> décidées.
      </p>
      {p50 === undefined || p90 === undefined ? null : (
        <p>
          La moitié des décisions a été prise en <strong>{enJours(p50)}</strong> ou moins, et neuf sur dix en{' '}
          <strong>{enJours(p90)}</strong> ou moins, à partir du dépôt.
        </p>
      )}
      {decidees > 0 ? (
        <Barres legende="Décisions, par sens" colonnes={['Sens', 'Décisions']} barres={outcomes} />
      ) : null}
    </section>
  )
}

const enJours = (jours: number): string => (jours <= 1 ? `${jours} jour` : `${nombre(jours)} jours`)

const LONG = {
  jour: new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'long' }),
  mois: new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'long', year: 'numeric' }),
} as const

function Tranches({ vue, periode }: StatistiquesPageProps) {
  if (vue.tranches.length < 2) return null
  const barres = vue.tranches.map(({ debut, comptes }): Barre => {
    const libelle = LONG[periode.pas].format(new Date(debut))
    const decidees = totalOf(comptes.decidees)
    return {
      libelle,
      valeur: comptes.recues,
      texte: `${nombre(comptes.recues)} reçues, ${nombre(decidees)} décidées`,
    }
  })
  return (
    <section aria-labelledby="tranches">
      <h2 id="tranches">{periode.pas === 'jour' ? 'Jour par jour' : 'Mois par mois'}</h2>
      <Barres
        legende="La barre montre les demandes reçues."
        colonnes={[periode.pas === 'jour' ? 'Jour' : 'Mois', 'Demandes']}
        barres={barres}
      />
    </section>
  )
}

function EnAttente({ vue: { attente } }: Pick<StatistiquesPageProps, 'vue'>) {
  if (!attente) return null
  const total = totalOf(attente.ages)
  const barres = AGES.map(({ cle, libelle }): Barre => {
    const n = attente.ages[cle]
    return { libelle, valeur: n, texte: part(n, total) }
  })
  return (
    <section aria-labelledby="attente">
      <h2 id="attente">En attente maintenant</h2>
      <p>
        <strong>{nombre(total)}</strong> demandes ne sont pas terminées
        {total > 0 ? `, dont ${nombre(attente.statuts.a_completer ?? 0)} attendent l’usager` : ''}.
      </p>
      {total > 0 ? (
        <Barres
          legende="Demandes en attente, par ancienneté"
          colonnes={['Ancienneté', 'Demandes']}
          barres={barres}
        />
      ) : null}
    </section>
  )
}

function ParOption({ vue: { total }, options }: StatistiquesPageProps) {
  const noms = new Map(options.map(({ valeur, libelle }) => [valeur, libelle]))
  return (
    <Repartition
      id="options"
      titre="Par option demandée"
      colonnes={['Option', 'Fois']}
      counts={total.options}
      max={Number.POSITIVE_INFINITY}
      total="tu"
      nomDe={(cle) => noms.get(cle) ?? cle}
      autres="Autres options"
    />
  )
}

function ParCommune({ vue: { total } }: Pick<StatistiquesPageProps, 'vue'>) {
  return (
    <Repartition
      id="communes"
      titre="Par commune"
      colonnes={['Commune', 'Demandes']}
      counts={total.communes}
      max={COMMUNES_MONTREES}
      total="connu"
      nomDe={(cle) => cle}
      autres="Autres communes"
    />
  )
}

function Repartition(props: {
  id: string
  titre: string
  colonnes: readonly [string, string]
  counts: Readonly<Record<string, number>>
  max: number
  /** Whether shares are told: they give the total away. */
  total: 'connu' | 'tu'
  nomDe: (cle: string) => string
  autres: string
}) {
  const total = totalOf(props.counts)
  if (total === 0) return null
  const { lignes, autres } = hideSmall(props.counts, props.max, props.total)
  const enMots = (n: number): string => (props.total === 'connu' ? part(n, total) : nombre(n))
  const barres = lignes.map(([cle, n]): Barre => ({ libelle: props.nomDe(cle), valeur: n, texte: enMots(n) }))
  const reste: Barre[] =
    autres > 0
      ? [
          {
            libelle: props.autres,
            valeur: autres < PETIT_NOMBRE ? 0 : autres,
            texte: autres < PETIT_NOMBRE ? `moins de ${PETIT_NOMBRE}` : enMots(autres),
          },
        ]
      : []
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.titre}</h2>
      <Barres
        legende={`Demandes reçues sur la période. Les nombres inférieurs à ${PETIT_NOMBRE} sont regroupés, pour que personne ne soit reconnu.`}
        colonnes={props.colonnes}
        barres={[...barres, ...reste]}
      />
    </section>
  )
}
