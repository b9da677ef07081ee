import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Telephone } from '../../../ui/telephone.tsx'
import type { DemarchePubliee } from '../../demarches/index.ts'
import { questionsSurLAide } from './questions-aide.tsx'
import { questionsSurLeCompte } from './questions-compte.tsx'
import { questionsSurLesDemandes } from './questions-demandes.tsx'

/** Plain headings rather than folded answers: they are found by the browser's search, printed, and reached by an anchor in every browser. */
export function AidePage(props: { collectivite: Collectivite; demarches: readonly DemarchePubliee[] }) {
  const { collectivite, demarches } = props
  const groupes = [
    { id: 'compte', titre: 'Mon compte et ma connexion', questions: questionsSurLeCompte(collectivite) },
    { id: 'demandes', titre: 'Mes demandes', questions: questionsSurLesDemandes(collectivite) },
    { id: 'autrement', titre: 'Se faire aider, faire autrement', questions: questionsSurLAide(demarches) },
  ]
  return (
    <div class="texte">
      <h1>Aide et contacts</h1>
      <Contacts collectivite={collectivite} />
      <nav aria-labelledby="questions">
        <h2 id="questions">Les questions que l’on nous pose</h2>
        {groupes.map(({ id, titre, questions }) => (
          <>
            <h3>
              <a href={`#${id}`}>{titre}</a>
            </h3>
            <ul>
              {questions.map((one) => (
                <li>
                  <a href={`#${one.id}`}>{one.question}</a>
                </li>
              ))}
            </ul>
          </>
        ))}
      </nav>
      {groupes.map(({ id, titre, questions }) => (
        <section>
          <h2 id={id}>{titre}</h2>
          {questions.map((one) => (
            <>
              <h3 id={one.id}>{one.question}</h3>
              {one.reponse}
            </>
          ))}
        </section>
      ))}
      <p>
        Votre question n’est pas là ? <a href="#humain">Parlez à quelqu’un</a>.
      </p>
    </div>
  )
}

function Contacts({ collectivite }: { collectivite: Collectivite }) {
  return (
    <div class="encadre" id="humain">
      <h2>Parler à quelqu’un</h2>
      <ul>
        <li>
          Par téléphone : <Telephone numero={collectivite.telephone} />, {collectivite.horaires}. Si vous avez
          déjà déposé une demande, gardez sa référence sous les yeux.
        </li>
        <li>
          Par courriel : <a href={`mailto:${collectivite.courriel}`}>{collectivite.courriel}</a>
        </li>
        <li>
          En personne : dans un espace <a href="https://www.france-services.gouv.fr/">France services</a>, une
          conseillère ou un conseiller fait la démarche en ligne avec vous, gratuitement.
        </li>
        <li>Par la poste :</li>
      </ul>
      <AdressePostale lignes={collectivite.adressePostale} />
    </div>
  )
}
