import { STATUTS } from '../../demandes/index.ts'
import { statutsEnMots } from '../../instruction/index.ts'
import { COMPTE_MAX, REPERES, type Repere } from '../file-d-attente.query.ts'
import { adresseDeFile, type Filtres, filtresDe, requeteAGarder, STATUTS_OUVERTS } from '../filtres.ts'
import type { FilePageProps } from './file-page-props.ts'

/** The queues one goes to: one's own filters, the usual ones, each démarche, each state; with how many wait there. */
export function Reperes(props: FilePageProps) {
  const { filtres, demarches, vue, reglages } = props
  const here = requeteAGarder(filtres)
  return (
    <>
      {reglages.filtres.length > 0 ? (
        <Onglets titre="Mes filtres">
          {reglages.filtres.map(({ nom, requete }) => (
            <Onglet adresse={adresseDeFile(filtresDe(requete))} ici={requete === here && !filtres.recherche}>
              {nom}
            </Onglet>
          ))}
        </Onglets>
      ) : null}
      <Onglets titre="Files">
        {REPERES.map((repere) => (
          <Onglet
            adresse={adresseDuRepere(filtres, repere)}
            ici={isHere(filtres, repere)}
            ton={vue.reperes[repere] > 0 ? TONS[repere] : undefined}
          >
            {REPERES_EN_MOTS[repere]}
            &#160;: {enNombre(vue.reperes[repere])}
          </Onglet>
        ))}
      </Onglets>
      {demarches.length > 1 ? (
        <Onglets titre="Démarches">
          <Onglet adresse={adresseDeFile(filtres, { demarche: '', apres: '' })} ici={filtres.demarche === ''}>
            Toutes
          </Onglet>
          {demarches.map(({ slug, titre }) => (
            <Onglet
              adresse={adresseDeFile(filtres, { demarche: slug, apres: '' })}
              ici={filtres.demarche === slug}
            >
              {titre}
              &#160;: {enNombre(vue.parDemarche[slug] ?? 0)}
            </Onglet>
          ))}
        </Onglets>
      ) : null}
      <Etats {...props} />
    </>
  )
}

function Etats({ vue, filtres }: FilePageProps) {
  const { comptes } = vue
  const lien = (statut: Filtres['statut'], texte: string) => (
    <Onglet adresse={adresseDeFile(filtres, { statut, apres: '' })} ici={filtres.statut === statut}>
      {texte}
    </Onglet>
  )
  const open = STATUTS_OUVERTS.reduce((sum, statut) => sum + comptes[statut], 0)
  return (
    <Onglets titre="États">
      {lien('ouvertes', `À traiter\u00a0: ${enNombre(open)}`)}
      {/* Those that are over are in the list of states: a queue is read for what waits. */}
      {STATUTS.filter((statut) => STATUTS_OUVERTS.includes(statut) || statut === filtres.statut).map(
        (statut) => lien(statut, `${statutsEnMots[statut]}\u00a0: ${enNombre(comptes[statut])}`),
      )}
      {lien('toutes', 'Toutes')}
    </Onglets>
  )
}

const REPERES_EN_MOTS = {
  moi: 'Mes demandes',
  aucune: 'À personne',
  proche: 'Échéance sous 15 jours',
  rouge: 'Sous 5 jours ou dépassée',
  complement: 'Complément en retard',
} as const satisfies Record<Repere, string>

/** What presses is coloured while there is any; the words say it all the same. */
const TONS: Partial<Record<Repere, 'attention' | 'danger'>> = {
  proche: 'attention',
  rouge: 'danger',
  complement: 'attention',
}

function filtresDuRepere(filtres: Filtres, repere: Repere): Filtres {
  const { demarche } = filtres
  const base = filtresDe(new URLSearchParams({ demarche }).toString())
  if (repere === 'moi' || repere === 'aucune') return { ...base, attribution: repere }
  return { ...base, urgence: repere, tri: 'echeance' }
}

const adresseDuRepere = (filtres: Filtres, repere: Repere): string =>
  adresseDeFile(filtresDuRepere(filtres, repere))

const isHere = (filtres: Filtres, repere: Repere): boolean =>
  !filtres.recherche && requeteAGarder(filtres) === requeteAGarder(filtresDuRepere(filtres, repere))

const enNombre = (count: number): string =>
  count >= COMPTE_MAX ? `${COMPTE_MAX.toLocaleString('fr-FR')} et plus` : String(count)

function Onglets({ titre, children }: { titre: string; children: preact.ComponentChildren }) {
  return (
    <nav aria-label={titre} class="file-onglets">
      <span aria-hidden="true">{titre}</span>
      <ul class="menu">{children}</ul>
    </nav>
  )
}

function Onglet(props: {
  adresse: string
  ici: boolean
  ton?: 'attention' | 'danger' | undefined
  children: preact.ComponentChildren
}) {
  return (
    <li>
      <a href={props.adresse} aria-current={props.ici ? 'page' : undefined} data-ton={props.ton}>
        {props.children}
      </a>
    </li>
  )
}
