import type { Assets, Identite } from './identite.ts'

/** Who the header speaks to. */
export type Visiteur =
  | { kind: 'public' }
  | { kind: 'usager'; nom: string; nonLues?: number }
  | {
      kind: 'agent'
      nom: string
      role: 'instructeur' | 'responsable' | 'administrateur' | 'regisseur'
      /** Messages that no agent has read; for the régisseur, what waits for a human. */
      nonLues?: number
    }

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
        {visiteur.kind === 'agent' ? <BoutonMenu visiteur={visiteur} /> : null}
        <nav aria-label="Menu principal" id="menu">
          <ul class="menu">
            <Menu visiteur={visiteur} />
          </ul>
        </nav>
        {visiteur.kind === 'agent' ? (
          <ul class="menu menu-compte" id="menu-compte">
            <Compte visiteur={visiteur} />
          </ul>
        ) : null}
      </div>
    </header>
  )
}

/** The counter has ten places to go: on a telephone they wait behind this button. */
function BoutonMenu({ visiteur }: { visiteur: Visiteur }) {
  return (
    <button
      type="button"
      class="bouton-menu"
      data-menu=""
      aria-expanded="false"
      aria-controls="menu menu-compte"
    >
      Menu
      <Pastille visiteur={visiteur} />
    </button>
  )
}

const ENCADREMENT = [
  ['/agents', 'Demandes à examiner'],
  ['/agents/messages', 'Messages'],
  ['/agents/avis', 'Avis demandés'],
  ['/agents/lettres', 'Lettres'],
  ['/agents/papier', 'Demandes papier'],
  ['/agents/modeles', 'Modèles'],
  ['/agents/statistiques', 'Statistiques'],
  ['/agents/caisse', 'Caisse'],
  ['/agents/signalements', 'Signalements'],
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
    ['/agents/avis', 'Avis demandés'],
    ['/agents/lettres', 'Lettres'],
    ['/agents/papier', 'Demandes papier'],
  ],
  regisseur: [['/agents/caisse', 'Caisse']],
  responsable: ENCADREMENT,
  administrateur: [...ENCADREMENT, ['/agents/administration', 'Administration']],
} as const satisfies Record<
  'public' | 'usager' | Extract<Visiteur, { kind: 'agent' }>['role'],
  readonly (readonly [href: string, libelle: string])[]
>

/** Where what is not read is read, or what waits for a human. */
const A_LIRE: readonly string[] = ['/espace/notifications', '/agents/messages']
const A_TRAITER = '/agents/caisse'

const isCounted = (visiteur: Visiteur, href: string): boolean =>
  visiteur.kind === 'agent' && visiteur.role === 'regisseur' ? href === A_TRAITER : A_LIRE.includes(href)

const motDuCompte = (visiteur: Visiteur): string => {
  if (visiteur.kind !== 'agent') return 'non lues'
  return visiteur.role === 'regisseur' ? 'à traiter' : 'à lire'
}

/** How many are not read, beside the word. */
function Pastille({ visiteur }: { visiteur: Visiteur }) {
  const nombre = visiteur.kind === 'public' ? 0 : (visiteur.nonLues ?? 0)
  if (nombre === 0) return null
  return (
    <>
      {' '}
      <span class="pastille">
        {nombre > 99 ? '99+' : nombre}
        <span class="sr"> {motDuCompte(visiteur)}</span>
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
            {isCounted(visiteur, href) ? <Pastille visiteur={visiteur} /> : null}
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
      ) : null}
      {visiteur.kind === 'usager' ? <Compte visiteur={visiteur} /> : null}
    </>
  )
}

/** Who is signed in, and the way out. */
function Compte({ visiteur }: { visiteur: Exclude<Visiteur, { kind: 'public' }> }) {
  return (
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
  )
}
