import { Alert } from '../../../ui/alert.tsx'
import { Case, Groupe } from '../../../ui/champs/cadre.tsx'
import { Fil } from '../../../ui/fil.tsx'
import { adresseDeFile, filtresDe } from '../filtres.ts'
import type { Reglages } from '../reglages.query.ts'

export interface ReglagesPageProps {
  reglages: Reglages
  /** The démarches of the agent, and where they take their turn. */
  tours: readonly { slug: string; titre: string; actif: boolean; accepte: boolean }[]
  fait: boolean
  /** Whether this agent also decides of the turns. */
  encadre: boolean
}

/** How an agent works at the counter: their keys, their absences, their turns, their filters. */
export function ReglagesPage({ reglages, tours, fait, encadre }: ReglagesPageProps) {
  return (
    <div class="texte">
      <Fil etapes={[['Demandes à examiner', '/agents']]} ici="Mes réglages" />
      <h1 tabIndex={-1}>Mes réglages</h1>
      {fait ? (
        <Alert ton="succes" role="status">
          <p>Vos réglages sont enregistrés.</p>
        </Alert>
      ) : null}
      <form method="post" action="/agents/reglages" class="formulaire">
        <Groupe nom="clavier" libelle="Raccourcis clavier" messages={[]}>
          <Case
            type="checkbox"
            id="raccourcis"
            nom="raccourcis"
            valeur="oui"
            libelle="Agir d’une seule touche au comptoir"
            aide="Coupez-les si vous dictez vos textes ou si une touche part toute seule."
            cochee={reglages.raccourcis}
          />
        </Groupe>
        <Groupe nom="nouvelles" libelle="Nouvelles demandes" messages={[]}>
          <Case
            type="checkbox"
            id="absent"
            nom="absent"
            valeur="oui"
            libelle="Je suis absent"
            aide="Aucune demande ne vous est attribuée d’office. Celles que vous avez restent à vous."
            cochee={reglages.absent}
          />
          {tours.map(({ slug, titre, actif, accepte }) => (
            <Case
              type="checkbox"
              id={`tour-${slug}`}
              nom="tour"
              valeur={slug}
              libelle={`Je prends mon tour : ${titre}`}
              aide={
                actif ? undefined : 'Les demandes de cette démarche ne sont pas réparties pour l’instant.'
              }
              cochee={accepte}
            />
          ))}
        </Groupe>
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer mes réglages
          </button>
        </div>
      </form>
      <MesFiltres reglages={reglages} />
      {encadre ? (
        <p>
          <a href="/agents/tours">Répartir les nouvelles demandes à tour de rôle</a>
        </p>
      ) : null}
    </div>
  )
}

function MesFiltres({ reglages: { filtres } }: { reglages: Reglages }) {
  return (
    <section aria-labelledby="filtres">
      <h2 id="filtres">Mes filtres</h2>
      {filtres.length === 0 ? (
        <p>Vous n’en avez pas encore. Depuis la liste des demandes, ouvrez « Enregistrer ces filtres ».</p>
      ) : (
        <ul class="fichiers">
          {filtres.map(({ id, nom, requete, parDefaut }) => (
            <li>
              <a href={adresseDeFile(filtresDe(requete))}>{nom}</a>
              <form method="post" action={`/agents/filtres/${id}`}>
                <button
                  type="submit"
                  class="lien"
                  name="acte"
                  value={parDefaut ? 'ne-plus-ouvrir' : 'ouvrir'}
                >
                  {parDefaut ? 'Ne plus ouvrir le comptoir avec' : 'Ouvrir le comptoir avec'}
                  <span class="sr"> {nom}</span>
                </button>{' '}
                <button type="submit" class="lien" name="acte" value="supprimer">
                  Supprimer<span class="sr"> {nom}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
