import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Alert } from './alert.tsx'
import { Entete, type Visiteur } from './entete.tsx'
import type { Assets, Identite } from './identite.ts'
import { PaperRoute } from './paper-route.tsx'
import { Pied } from './pied.tsx'

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
