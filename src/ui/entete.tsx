import type { Assets, Identite } from './identite.ts'

/** Who the header speaks to. */
export type Visiteur =
  | { kind: 'public' }
  | { kind: 'usager'; nom: string; nonLues?: number }
  | { kind: 'agent'; nom: string; role: 'instructeur' | 'responsable' | 'administrateur' }

/** The head of every page: whose portal it is, and the menu of who reads. */
export function Entete({
  visiteur,
  identite,
  assets,
}: {
  visiteur: Visiteur
  identite: Identite
  assets: Assets
}) {
  return (
    <header class="bandeau" data-region="entete" data-visiteur={visiteur.kind}>
      <div class="cadre">
        <a
          class="marque"
          href={visiteur.kind === 'agent' ? '/agents' : visiteur.kind === 'usager' ? '/espace' : '/'}
        >
          <img src={assets.marque} alt="" width="48" height="48" />
          <span>
            {identite.portail}
            <small>{identite.nom}</small>
          </span>
        </a>
        <nav aria-label="Menu principal">
          <ul class="menu">
            <Menu visiteur={visiteur} />
          </ul>
        </nav>
      </div>
    </header>
  )
}

const ENCADREMENT = [
  ['/agents', 'Demandes à examiner'],
  ['/agents/messages', 'Messages'],
  ['/agents/modeles', 'Modèles'],
  ['/agents/lettres', 'Lettres'],
  ['/agents/signalements', 'Signalements'],
  ['/agents/papier', 'Demandes papier'],
  ['/agents/avis', 'Avis demandés'],
  ['/agents/statistiques', 'Statistiques'],
  ['/agents/acces', 'Accès des agents'],
] as const

const MENUS = {
  public: [
    ['/services', 'Démarches'],
    ['/aide', 'Aide'],
    ['/inscription', 'Créer un compte'],
  ],
  usager: [
    ['/espace', 'Mon espace'],
    ['/espace/demandes', 'Mes demandes'],
    ['/espace/notifications', 'Notifications'],
    ['/services', 'Démarches'],
  ],
  instructeur: [
    ['/agents', 'Demandes à examiner'],
    ['/agents/messages', 'Messages'],
    ['/agents/lettres', 'Lettres'],
    ['/agents/papier', 'Demandes papier'],
    ['/agents/avis', 'Avis demandés'],
  ],
  responsable: ENCADREMENT,
  administrateur: [...ENCADREMENT, ['/agents/administration', 'Administration']],
} as const satisfies Record<
  'public' | 'usager' | Extract<Visiteur, { kind: 'agent' }>['role'],
  readonly (readonly [href: string, libelle: string])[]
>

const NOTIFICATIONS = '/espace/notifications'

/** How many are not read, beside the word. */
function NonLues({ visiteur }: { visiteur: Visiteur }) {
  const nombre = visiteur.kind === 'usager' ? (visiteur.nonLues ?? 0) : 0
  if (nombre === 0) return null
  return (
    <>
      {' '}
      <span class="pastille">
        {nombre > 99 ? '99+' : nombre}
        <span class="sr"> non lues</span>
      </span>
    </>
  )
}

function Menu({ visiteur }: { visiteur: Visiteur }) {
  return (
    <>
      {MENUS[visiteur.kind === 'agent' ? visiteur.role : visiteur.kind].map(([href, libelle]) => (
        <li>
          <a href={href}>
            {libelle}
            {href === NOTIFICATIONS ? <NonLues visiteur={visiteur} /> : null}
          </a>
        </li>
      ))}
      {visiteur.kind === 'public' ? (
        <li>
          {/* Leads to sign-in whoever is not signed in: a public page does not know. */}
          <a class="bouton-menu" href="/espace">
            Mon espace
          </a>
        </li>
      ) : (
        <>
          <li class="qui">
            <span class="sr">Connecté en tant que </span>
            <a href={visiteur.kind === 'usager' ? '/espace/compte' : '/agents/compte'}>{visiteur.nom}</a>
          </li>
          <li>
            <form method="post" action="/deconnexion">
              <button type="submit" class="lien">
                Se déconnecter
              </button>
            </form>
          </li>
        </>
      )}
    </>
  )
}
