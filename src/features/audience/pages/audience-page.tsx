import { dateEnMots } from '../../../formulaire/dates.ts'
import { type Barre, Barres } from '../../../ui/barres.tsx'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { type Audience, RANGS, type Rang } from '../audience.query.ts'
import { APPAREILS } from '../balise.ts'
import { MOTS_APPAREIL, motsDeSite } from '../mots.ts'
import { type DatesTapees, type ErreursDePeriode, PERIODES, type Periode } from '../periode.ts'
import { type Nombres, type Pas, type Tranche, tranchesDe } from '../tranches.ts'
import { Colonnes } from './colonnes.tsx'
import { compte, nombre } from './nombre.ts'

const ADRESSE = '/agents/administration/audience'

interface AudienceProps {
  periode: Periode
  tapees: DatesTapees
  erreurs: ErreursDePeriode
  audience: Audience
  libelle: (page: string) => string
}

/** How the public pages were read over a period. */
export function AudiencePage({ periode, tapees, erreurs, audience, libelle }: AudienceProps) {
  const { pas, tranches } = tranchesDe(periode, audience.jours)
  const total = tranches.reduce<Nombres>(
    (sum, one) => ({ vues: sum.vues + one.vues, visites: sum.visites + one.visites }),
    { vues: 0, visites: 0 },
  )
  return (
    <>
      <p>
        <a href="/agents/administration">Administration</a>
      </p>
      <h1 tabIndex={-1}>Audience</h1>
      <p class="chapeau">Comment les pages publiques sont lues : des comptes, jamais des personnes.</p>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <ChoixDePeriode periode={periode} tapees={tapees} erreurs={erreurs} />
      <h2>
        Du {dateEnMots(periode.du)} au {dateEnMots(periode.au)}
      </h2>
      {total.vues === 0 ? (
        <p>Aucune page vue sur cette période.</p>
      ) : (
        <>
          <p>
            <strong>{compte(total.vues, 'vue')}</strong> de pages, pendant{' '}
            <strong>{compte(total.visites, 'visite')}</strong>.
          </p>
          <ParTranche pas={pas} tranches={tranches} />
          <Listes audience={audience} total={total} libelle={libelle} />
        </>
      )}
      <p>
        <a
          class="ds-button"
          data-variant="secondary"
          href={`${ADRESSE}.csv?${new URLSearchParams({ du: periode.du, au: periode.au })}`}
          data-telecharge
        >
          Télécharger cette période (CSV)
        </a>
      </p>
      <CommentLire />
    </>
  )
}

function ChoixDePeriode({ periode, tapees, erreurs }: Pick<AudienceProps, 'periode' | 'tapees' | 'erreurs'>) {
  const faux = Object.keys(erreurs).length > 0
  return (
    <>
      <nav aria-label="Période">
        <ul class="menu">
          {PERIODES.map(([nom, libelle]) => (
            <li>
              <a
                href={`${ADRESSE}?periode=${nom}`}
                aria-current={!faux && periode.nom === nom ? 'page' : undefined}
              >
                {libelle}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <details open={faux || periode.nom === undefined}>
        <summary>Entre deux dates</summary>
        <form method="get" action={ADRESSE} class="formulaire">
          <Ligne
            nom="du"
            libelle="Premier jour"
            valeur={faux ? tapees.du : periode.du}
            messages={unMessage(erreurs.du)}
            type="date"
            court
          />
          <Ligne
            nom="au"
            libelle="Dernier jour"
            valeur={faux ? tapees.au : periode.au}
            messages={unMessage(erreurs.au)}
            type="date"
            court
          />
          <button type="submit" class="ds-button" data-variant="secondary">
            Voir ces dates
          </button>
        </form>
      </details>
    </>
  )
}

const TITRES = { jour: 'Jour', semaine: 'Semaine', mois: 'Mois' } as const satisfies Record<Pas, string>

function ParTranche({ pas, tranches }: { pas: Pas; tranches: readonly Tranche[] }) {
  return (
    <>
      <h3>Vues et visites par {pas}</h3>
      <Colonnes tranches={tranches} />
      <p class="doux petit" aria-hidden="true">
        De gauche à droite : de « {tranches[0]?.libelle} » à « {tranches.at(-1)?.libelle} ». La colonne
        entière compte les vues, sa partie foncée les visites.
      </p>
      <details>
        <summary>Les mêmes nombres en tableau</summary>
        <table class="petit-tableau">
          <caption class="sr">Vues et visites par {pas}</caption>
          <thead>
            <tr>
              <th scope="col">{TITRES[pas]}</th>
              <th scope="col" class="nombre">
                Vues
              </th>
              <th scope="col" class="nombre">
                Visites
              </th>
            </tr>
          </thead>
          <tbody>
            {tranches.map(({ libelle, vues, visites }) => (
              <tr>
                <th scope="row">{libelle}</th>
                <td class="nombre">{nombre(vues)}</td>
                <td class="nombre">{nombre(visites)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

const barresDe = (
  rangs: readonly Rang[],
  quoi: 'vue' | 'visite',
  total: number,
  nommer: (nom: string) => string,
): Barre[] =>
  rangs.map(({ nom, vues, visites }) => {
    const valeur = quoi === 'vue' ? vues : visites
    const part = total > 0 ? `, ${Math.round((100 * valeur) / total)}\u00a0%` : ''
    const aussi = quoi === 'visite' && vues > visites ? ` (${compte(vues, 'vue')})` : ''
    return { libelle: nommer(nom), valeur, texte: `${compte(valeur, quoi)}${part}${aussi}` }
  })

function Listes({
  audience,
  total,
  libelle,
}: Pick<AudienceProps, 'audience' | 'libelle'> & { total: Nombres }) {
  const { pages, sites, appareils } = audience
  const suite = (
    <p class="doux">
      Seules les {RANGS} premières lignes sont ici. Les autres sont dans le fichier à télécharger.
    </p>
  )
  return (
    <>
      <Barres
        legende="Pages les plus vues"
        colonnes={['Page', 'Vues']}
        barres={barresDe(pages, 'vue', total.vues, libelle)}
      />
      {pages.length === RANGS ? suite : null}
      <Barres
        legende="Sites d’où l’on vient"
        colonnes={['Site', 'Visites']}
        barres={barresDe(sites, 'visite', total.visites, motsDeSite)}
      />
      {sites.length === RANGS ? suite : null}
      <Barres
        legende="Appareils"
        colonnes={['Appareil', 'Vues']}
        barres={barresDe(
          appareils,
          'vue',
          total.vues,
          (nom) => MOTS_APPAREIL[APPAREILS.find((one) => one === nom) ?? 'autre'],
        )}
      />
    </>
  )
}

/** What the numbers mean, and what they do not. */
function CommentLire() {
  return (
    <section class="texte">
      <h2>Comment lire ces nombres</h2>
      <ul>
        <li>
          Une vue est une page publique affichée par un navigateur qui exécute JavaScript. Recharger une page
          ou y revenir par « Précédent » ne compte pas.
        </li>
        <li>
          Une visite commence avec la première vue, ou après une demi-heure à une heure sans aucune. Elle
          n’est comptée que si le navigateur garde notre cookie : sinon, seules ses vues le sont. Il y a donc
          un peu plus de visites en vérité.
        </li>
        <li>
          « Aucun site indiqué » rassemble les favoris, les adresses tapées, les liens des messages, les sites
          qui ne disent rien, et les pages vues à la suite dans ce site.
        </li>
        <li>
          Ne sont jamais comptés : l’espace des usagers, celui des agents, la connexion, l’ouverture d’un
          compte, les signalements, les personnes connectées, celles qui ont refusé, et les navigateurs qui
          demandent à ne pas être mesurés (GPC).
        </li>
        <li>Au-delà de 300 sites d’origine par jour, les suivants sont comptés ensemble.</li>
      </ul>
    </section>
  )
}
