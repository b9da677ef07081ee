import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { COOKIE_SONDAGE } from '../cookie-sondage.ts'
import type { SondagePublie } from '../sondage.ts'
import { QuestionForm } from './question-view.tsx'
import { ResultatsView } from './resultats-view.tsx'

/** What is said of a vote: counted just now, counted before, perhaps that of another person nearby, or nothing. */
export type Dit = 'merci' | 'deja' | 'meme' | undefined

interface SondageProps {
  sondage: SondagePublie
  dit: Dit
  /** The cookie says that this browser answered this poll. */
  repondu: boolean
  /** To answer it; absent when it is closed, or answered. */
  visite: string | undefined
  choisi?: string
  erreurs?: readonly string[]
}

/** The question for whoever may still answer, what was said of the vote, and the results. */
export function SondagePage(props: SondageProps) {
  const { sondage, dit, repondu, visite, choisi = '', erreurs = [] } = props
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Le sondage</h1>
      <ErrorSummary erreurs={erreurs.map((message) => ({ nom: 'choix', message }))} />
      <Reponse dit={dit} repondu={repondu} />
      {sondage.fermeLe ? (
        <p class="chapeau">Ce sondage est fini depuis le {longMoment(sondage.fermeLe)}.</p>
      ) : null}
      {visite ? <QuestionForm sondage={sondage} visite={visite} choisi={choisi} messages={erreurs} /> : null}
      <h2 id="resultats">{sondage.fermeLe ? 'Les résultats' : 'Les résultats à cet instant'}</h2>
      <ResultatsView sondage={sondage} />
      <Confiance />
    </div>
  )
}

function Reponse({ dit, repondu }: { dit: Dit; repondu: boolean }) {
  if (!dit && !repondu) return null
  if (dit === 'meme')
    return (
      <Alert ton="info" titre="Une réponse est déjà comptée" role="status">
        <p>
          Elle vient de la même page, par la même connexion. Vous avez appuyé deux fois ? C’est fait, merci.
        </p>
        <p>
          Une autre personne a répondu près de vous, à la maison, à l’école ou à la bibliothèque ? Donnez
          votre réponse ci-dessous.
        </p>
      </Alert>
    )
  return (
    <Alert
      ton={dit === 'merci' ? 'succes' : 'info'}
      titre={dit === 'merci' ? 'Merci, votre réponse est comptée' : 'Vous avez déjà répondu à ce sondage'}
      {...(dit ? { role: 'status' as const } : {})}
    >
      {dit === 'deja' ? <p>Une seule réponse compte : rien n’a été ajouté cette fois.</p> : null}
      {repondu ? null : (
        <p>
          Votre navigateur n’a pas gardé le cookie du sondage. Rien d’autre ne change : votre réponse compte
          une fois pour cette visite, et tout le portail marche de la même façon.
        </p>
      )}
    </Alert>
  )
}

/** How votes are counted, and what is not kept. */
function Confiance() {
  return (
    <>
      <h2>Comment comptons-nous ?</h2>
      <p>
        Votre réponse s’ajoute à un compteur. Nous ne gardons ni votre nom, ni votre adresse, ni qui a répondu
        quoi.
      </p>
      <p>
        Après votre réponse, un cookie nommé « {COOKIE_SONDAGE.nom} » retient dans votre navigateur le numéro
        du sondage, et rien d’autre, pour ne compter qu’une réponse. Il sert à cette page seulement. Si votre
        navigateur le refuse, vous pouvez répondre quand même, une fois par visite. Comme c’est vous qui
        choisissez de répondre, le signal « ne pas vendre ou partager mes données » de votre navigateur (GPC)
        n’y change rien. <a href="/cookies">Tout savoir sur les cookies</a>
      </p>
      <p class="doux">
        Chacun peut répondre s’il le souhaite : ces résultats disent l’avis de ceux qui ont répondu, pas celui
        de tous les habitants.
      </p>
    </>
  )
}

/** When no poll was ever open. */
export function SansSondagePage() {
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Le sondage</h1>
      <p class="chapeau">Il n’y a pas de sondage en ce moment.</p>
      <p>
        Quand il y en a un, la question se trouve sur <a href="/">l’accueil</a> et ici, avec ses résultats. En
        attendant, vous pouvez lire <a href="/actualites">les actualités</a> ou{' '}
        <a href="/aide">nous écrire</a>.
      </p>
      <Confiance />
    </div>
  )
}
