import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Alert } from './alert.tsx'
import type { Assets, Identite } from './identite.ts'
import { PaperRoute } from './paper-route.tsx'
import { Telephone } from './telephone.tsx'

/** Who the header speaks to. */
export type Visiteur =
  | { kind: 'public' }
  | { kind: 'usager'; nom: string }
  | { kind: 'agent'; nom: string; role: 'instructeur' | 'responsable' | 'administrateur' }

export interface Vue {
  titre: string
  contenu: ComponentChildren
  description?: string
  /** What every page says at this moment, above its content. */
  avis?: ComponentChildren
}

export interface Lieu {
  /** In full. */
  adresse: string
  /** Its path, when the page says that it was seen. */
  mesuree?: string | undefined
}

export interface Pages {
  /**
   * A whole document, for public pages.
   * @param lieu where it stands, when it may be shared and found by search engines
   */
  document(vue: Vue, lieu?: Lieu): string
  /** A whole document that asks for nothing but its style and the mark: for when nothing else answers. */
  statique(vue: Vue): string
  /** The regions that the navigator swaps, for private pages. */
  fragment(vue: Vue, visiteur: Visiteur): string
  /** The document that resumes a session on a private address opened cold. */
  coquille(avis?: ComponentChildren): string
}

/** A page, the one that resumes a session, or one that has no script. */
type Genre = 'page' | 'coquille' | 'statique'

/** Renders pages for one collectivité and one build of the browser files. */
export function createPages(identite: Identite, assets: Assets): Pages {
  const titreDe = (titre: string): string => `${titre} – ${identite.portail}`
  const page = (vue: Vue, genre: Genre, lieu?: Lieu): string =>
    `<!doctype html>${renderToString(<Document vue={vue} titre={titreDe(vue.titre)} lieu={lieu} identite={identite} assets={assets} genre={genre} />)}`
  return {
    document: (vue, lieu) => page(vue, 'page', lieu),
    statique: (vue) => page(vue, 'statique'),
    fragment: (vue, visiteur) =>
      renderToString(
        <>
          <title>{titreDe(vue.titre)}</title>
          <Entete visiteur={visiteur} identite={identite} assets={assets} />
          <AvisDuMoment>{vue.avis}</AvisDuMoment>
          <Contenu>{vue.contenu}</Contenu>
        </>,
      ),
    coquille: (avis) =>
      page({ titre: 'Votre espace', contenu: <Coquille identite={identite} />, avis }, 'coquille'),
  }
}

function Document(props: {
  vue: Vue
  titre: string
  lieu: Lieu | undefined
  identite: Identite
  assets: Assets
  genre: Genre
}) {
  const { vue, titre, lieu, identite, assets, genre } = props
  return (
    <html lang="fr" data-color-scheme="auto">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{titre}</title>
        {vue.description ? <meta name="description" content={vue.description} /> : null}
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href={assets.marque} type="image/svg+xml" />
        {lieu ? <Partage vue={vue} adresse={lieu.adresse} identite={identite} assets={assets} /> : null}
        {genre === 'statique' ? null : <Scripts assets={assets} />}
      </head>
      <body {...(genre === 'coquille' ? { 'data-coquille': '' } : {})} data-mesure={lieu?.mesuree}>
        <a class="evitement" href="#contenu">
          Aller au contenu
        </a>
        <progress class="progression" data-progression aria-label="Chargement" hidden />
        <Entete visiteur={{ kind: 'public' }} identite={identite} assets={assets} />
        <Avis />
        <AvisDuMoment>{vue.avis}</AvisDuMoment>
        <Contenu>{vue.contenu}</Contenu>
        <p class="sr" role="status" aria-live="polite" data-annonce />
        <Pied identite={identite} />
      </body>
    </html>
  )
}

function Scripts({ assets }: { assets: Assets }) {
  return (
    <>
      <link rel="apple-touch-icon" href={assets.icone} />
      <script defer src={assets.ancien} />
      <script type="module" src={assets.script} />
    </>
  )
}

/** What a message or a search engine shows of a link (Open Graph, ogp.me). */
function Partage(props: { vue: Vue; adresse: string; identite: Identite; assets: Assets }) {
  const { vue, adresse, identite, assets } = props
  const facts = {
    title: vue.titre,
    description: vue.description ?? `Les démarches en ligne : ${identite.nom}.`,
    type: 'website',
    locale: 'fr_FR',
    site_name: identite.portail,
    url: adresse,
    image: new URL(assets.apercu, adresse).href,
  }
  return (
    <>
      <link rel="canonical" href={adresse} />
      {Object.entries(facts).map(([name, content]) => (
        <meta property={`og:${name}`} content={content} />
      ))}
    </>
  )
}

/** What the browser shows when it cannot go on; written beforehand, for then nothing can be fetched. */
function Avis() {
  return (
    <>
      <div class="cadre avis" data-navigateur-ancien hidden>
        <Alert ton="attention" role="alert">
          <p>
            Votre navigateur est plus ancien que <a href="/navigateurs">ceux que nous vérifions</a>. Vous
            pouvez continuer ; si une page se comporte mal, prenez-en un autre.
          </p>
        </Alert>
      </div>
      <div class="cadre avis" data-navigateur-incapable hidden>
        <Alert ton="attention" role="alert">
          <p>
            Votre navigateur ne permet pas de se connecter aux services en ligne. Vous pouvez{' '}
            <a href="/navigateurs">en utiliser un autre</a>, ou{' '}
            <a href="/aide#papier">faire votre démarche par courrier</a>.
          </p>
        </Alert>
      </div>
      <div class="cadre avis" data-hors-ligne hidden>
        <Alert ton="attention" role="alert">
          <p>La connexion ne répond pas. Ce que vous avez écrit est toujours là.</p>
          <p>
            <button type="button" class="ds-button" data-reessayer>
              Réessayer
            </button>
          </p>
        </Alert>
      </div>
    </>
  )
}

/** Always there, for the navigator to put the next one in its place; a landmark when it says something. */
function AvisDuMoment({ children }: { children: ComponentChildren }) {
  if (!children) return <div data-region="avis" />
  return (
    <section class="cadre avis-du-moment" aria-label="État du service" data-region="avis">
      {children}
    </section>
  )
}

function Contenu({ children }: { children: ComponentChildren }) {
  return (
    <main id="contenu" class="cadre" tabIndex={-1} data-region="contenu">
      {children}
    </main>
  )
}

function Entete({ visiteur, identite, assets }: { visiteur: Visiteur; identite: Identite; assets: Assets }) {
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
    ['/services', 'Démarches'],
  ],
  instructeur: [['/agents', 'Demandes à examiner']],
  responsable: ENCADREMENT,
  administrateur: [...ENCADREMENT, ['/agents/administration', 'Administration']],
} as const satisfies Record<
  'public' | 'usager' | Extract<Visiteur, { kind: 'agent' }>['role'],
  readonly (readonly [href: string, libelle: string])[]
>

function Menu({ visiteur }: { visiteur: Visiteur }) {
  return (
    <>
      {MENUS[visiteur.kind === 'agent' ? visiteur.role : visiteur.kind].map(([href, libelle]) => (
        <li>
          <a href={href}>{libelle}</a>
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

function Coquille({ identite }: { identite: Identite }) {
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Votre espace</h1>
      <p data-reprise>Nous retrouvons votre session…</p>
      <noscript>
        <Alert ton="attention" titre="L’espace personnel a besoin de JavaScript">
          <p>
            Il sert à signer chacune de vos actions, à la place des cookies. Activez-le dans votre navigateur,
            ou faites votre démarche par courrier.
          </p>
        </Alert>
        <Papier identite={identite} />
      </noscript>
      <div data-navigateur-incapable hidden>
        <p>
          Ce navigateur ne sait pas signer vos actions : il ne peut pas ouvrir cette page. Ce que vous nous
          avez déjà envoyé est bien gardé.
        </p>
        <Papier identite={identite} />
      </div>
    </div>
  )
}

function Papier({ identite }: { identite: Identite }) {
  return (
    <PaperRoute
      adressePostale={identite.adressePostale}
      telephone={identite.telephone}
      horaires={identite.horaires}
      consigne="Les formulaires à imprimer sont sur la page de chaque démarche. La demande sur papier vaut la même chose."
      demarches="/services"
    />
  )
}

/** Grouped as people look for them; the home page and every other one says « Accessibilité : … » (RGAA). */
const LIENS_DU_PIED = [
  [
    ['/services', 'Démarches'],
    ['/aide', 'Aide et contacts'],
    ['/disponibilite', 'Disponibilité du service'],
    ['/navigateurs', 'Navigateurs'],
    ['/plan-du-site', 'Plan du site'],
  ],
  [
    ['/conditions-generales', 'Conditions générales'],
    ['/donnees-personnelles', 'Données personnelles'],
    ['/cookies', 'Cookies'],
    ['/mentions-legales', 'Mentions légales'],
  ],
  [
    ['/securite', 'Sécurité'],
    ['/signaler', 'Signaler une intrusion'],
  ],
] as const

function Pied({ identite }: { identite: Identite }) {
  return (
    <footer class="pied">
      <div class="cadre">
        <p class="pied-contact">
          <strong>{identite.nom}</strong>
          Une question ? <Telephone numero={identite.telephone} />, {identite.horaires}.
        </p>
        <nav class="pied-liens" aria-label="Pied de page">
          {LIENS_DU_PIED.map((groupe, i) => (
            <ul>
              {groupe.map(([href, libelle]) => (
                <li>
                  <a href={href}>{libelle}</a>
                </li>
              ))}
              {i === LIENS_DU_PIED.length - 1 ? (
                <li>
                  <a href="/accessibilite">Accessibilité : {identite.accessibilite}</a>
                </li>
              ) : null}
            </ul>
          ))}
        </nav>
      </div>
    </footer>
  )
}
