import { Case, Ligne } from '../../../ui/champs/cadre.tsx'
import { STATUTS, type Statut } from '../../demandes/index.ts'
import { statutsEnMots } from '../../instruction/index.ts'
import { type FiltreStatut, requeteAGarder } from '../filtres.ts'
import { Choix } from './choix.tsx'
import type { FilePageProps } from './file-page-props.ts'

const STATUTS_A_CHOISIR: readonly [FiltreStatut, string][] = [
  ['ouvertes', 'À traiter'],
  ['toutes', 'Tous'],
  ...STATUTS.map((statut): [Statut, string] => [statut, statutsEnMots[statut]]),
]

/** What to look for in the queue, and in which order. */
export function FiltresForm({ filtres, demarches }: FilePageProps) {
  return (
    <search>
      <form method="get" action="/agents" class="filtres">
        <div>
          <label for="q">Référence ou nom</label>
          <input id="q" name="q" type="search" value={filtres.recherche} maxLength={100} autocomplete="off" />
        </div>
        <Choix nom="statut" libelle="État" valeur={filtres.statut} choix={STATUTS_A_CHOISIR} />
        <Choix
          nom="attribution"
          libelle="Agent"
          valeur={filtres.attribution}
          choix={[
            ['toutes', 'Tous'],
            ['moi', 'À moi'],
            ['aucune', 'Non attribuées'],
          ]}
        />
        <Choix
          nom="urgence"
          libelle="Échéance"
          valeur={filtres.urgence}
          choix={[
            ['toutes', 'Toutes'],
            ['proche', 'Dans 15 jours ou moins'],
            ['rouge', 'Dans 5 jours ou dépassée'],
            ['complement', 'Complément en retard'],
          ]}
        />
        <Choix
          nom="tri"
          libelle="Trier par"
          valeur={filtres.tri}
          choix={[
            ['anciennes', 'Plus anciennes'],
            ['echeance', 'Échéance'],
            ['recentes', 'Plus récentes'],
          ]}
        />
        <div>
          <button type="submit" class="ds-button">
            Chercher
          </button>
        </div>
        <details class="discret" open={filtres.doublons}>
          <summary>Autres filtres</summary>
          <div class="filtres">
            {demarches.length > 1 ? (
              <Choix
                nom="demarche"
                libelle="Démarche"
                valeur={filtres.demarche}
                choix={[
                  ['', 'Toutes'],
                  ...demarches.map(({ slug, titre }): [string, string] => [slug, titre]),
                ]}
              />
            ) : null}
            <Choix
              nom="doublons"
              libelle="Doublons"
              valeur={filtres.doublons ? 'oui' : ''}
              choix={[
                ['', 'Toutes'],
                ['oui', 'Doublons possibles'],
              ]}
            />
          </div>
        </details>
      </form>
    </search>
  )
}

/** Gives a name to the present filters. */
export function EnregistrerFiltres({ filtres, erreur, nomDeFiltre, reglages }: FilePageProps) {
  const mine = erreur?.nom === 'nom' ? [erreur.message] : []
  return (
    <details open={mine.length > 0}>
      <summary>Enregistrer ces filtres</summary>
      <form method="post" action="/agents/filtres" class="formulaire">
        <input type="hidden" name="requete" value={requeteAGarder(filtres)} />
        <Ligne
          nom="nom"
          libelle="Nom de ces filtres"
          aide="Par exemple : Mes urgences. Le nom ou la référence cherchés ne sont pas gardés."
          valeur={nomDeFiltre ?? ''}
          messages={mine}
          autoComplete="off"
        />
        <Case
          type="checkbox"
          id="par-defaut"
          nom="parDefaut"
          valeur="oui"
          libelle="Ouvrir le comptoir avec ces filtres"
          cochee={false}
        />
        <div class="actions">
          <button type="submit" class="ds-button" data-variant="secondary">
            Enregistrer
          </button>
        </div>
      </form>
      {reglages.filtres.length > 0 ? (
        <p>
          <a href="/agents/reglages#filtres">Choisir ou supprimer mes filtres</a>
        </p>
      ) : null}
    </details>
  )
}
