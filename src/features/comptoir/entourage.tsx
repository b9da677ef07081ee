import { statuts } from '../demandes/index.ts'
import type { Entourage } from '../instruction/index.ts'
import { autourDe } from './autour.query.ts'
import type { ComptoirDeps } from './comptoir-deps.ts'
import { type Filtres, filtresDe, parseFiltres, requeteDe } from './filtres.ts'
import { noteOuverture } from './note-presence.ts'
import { Chemin, ReperesDeDemande } from './pages/autour.tsx'
import { placeOf, voisines } from './voisines.query.ts'

/** What the counter shows around a demande; opening it is noted, with the queue that the agent came from. */
export function createEntourage(deps: ComptoirDeps): Entourage {
  return async (acteur, demande, query) => {
    const now = deps.clock.now()
    const asked = query === undefined ? undefined : await queueOf(deps, query, demande.id)
    const kept = await noteOuverture(
      deps,
      acteur,
      demande.id,
      asked && requeteDe({ ...asked, recherche: '' }),
    )
    const filtres = asked ?? (kept ? filtresDe(kept) : undefined)
    const [vue, autres] = await Promise.all([
      autourDe(deps.db, acteur, demande, now),
      filtres ? voisines(deps.db, acteur, filtres, now) : { precedente: null, suivante: null },
    ])
    return {
      chemin: (
        <Chemin
          filtres={filtres}
          voisines={autres}
          raccourcis={vue.raccourcis}
          faite={statuts[demande.statut].final}
        />
      ),
      reperes: (
        <ReperesDeDemande
          vue={vue}
          demande={demande}
          agentId={acteur.agentId}
          ouverte={!statuts[demande.statut].final}
        />
      ),
    }
  }
}

const QUEUE = ['demarche', 'statut', 'attribution', 'urgence', 'doublons', 'tri', 'q']

/** The queue that an address names, at the place of this demande; undefined when it names none. */
async function queueOf(deps: ComptoirDeps, query: unknown, demandeId: string): Promise<Filtres | undefined> {
  const given = Object.keys((query as object | null) ?? {})
  if (!given.some((name) => QUEUE.includes(name))) return undefined
  const filtres = parseFiltres(query)
  return { ...filtres, apres: await placeOf(deps.db, filtres.tri, demandeId) }
}
