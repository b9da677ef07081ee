import type { DemarchePubliee } from '../../demarches/index.ts'
import type { Question } from './question.ts'

/** What people ask who would rather be helped, or use paper. */
export function questionsSurLAide(demarches: readonly DemarchePubliee[]): readonly Question[] {
  return [
    {
      id: 'papier',
      question: 'Je préfère le papier',
      reponse: <Papier demarches={demarches} />,
    },
    {
      id: 'aider-un-proche',
      question: 'J’aide un parent, par exemple pour l’APA',
      reponse: (
        <p>
          Vous pouvez préparer les documents et remplir le formulaire avec votre parent, en ligne ou sur
          papier : c’est sa demande, à son nom, et il la relit. N’utilisez pas son mot de passe à sa place. La{' '}
          <a href="/services?q=autonomie">page de la démarche</a> dit ce qu’il faut et qui appeler. Si vous
          êtes son tuteur, dites-le-nous en écrivant.
        </p>
      ),
    },
    {
      id: 'accompagnement',
      question: 'Je ne suis pas à l’aise avec internet',
      reponse: (
        <p>
          Une conseillère ou un conseiller <a href="https://www.france-services.gouv.fr/">France services</a>{' '}
          fait la démarche avec vous, près de chez vous et gratuitement. Vous pouvez aussi{' '}
          <a href="#humain">nous appeler</a> : nous vous guiderons pas à pas, au téléphone.
        </p>
      ),
    },
    {
      id: 'accessibilite',
      question: 'Une page m’est inaccessible',
      reponse: (
        <p>
          Dites-le-nous : nous vous aiderons à faire votre démarche autrement. La page{' '}
          <a href="/accessibilite">Accessibilité</a> donne l’état du service et vos recours.
        </p>
      ),
    },
    {
      id: 'navigateur',
      question: 'Mon appareil est ancien',
      reponse: (
        <p>
          Les pages d’information marchent partout. Pour vous connecter, il faut un{' '}
          <a href="/navigateurs">navigateur assez récent</a>. Un autre appareil, celui d’un proche ou d’un
          lieu public, convient aussi ; sinon, le papier.
        </p>
      ),
    },
  ]
}

function Papier({ demarches }: { demarches: readonly DemarchePubliee[] }) {
  return (
    <>
      <p>
        Chaque démarche a un formulaire à imprimer, à remplir à la main et à nous envoyer avec des
        photocopies. Il vaut la même chose que la demande en ligne.
      </p>
      <ul>
        {demarches.map(({ demarche, formulaire }) => (
          <li>
            <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
            {formulaire ? (
              <>
                {' : '}
                <a href={`/services/${demarche.slug}/formulaire.pdf`}>formulaire à imprimer (PDF)</a>
              </>
            ) : (
              ' : bientôt en ligne'
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
