import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { withFrenchSpaces } from '../../../platform/texte/with-french-spaces.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import type { DemarchePubliee } from '../catalogue.ts'
import type { DelaiHabituel as Delai } from '../delai-habituel.query.ts'
import { documentsAPreparer } from '../documents-a-preparer.ts'
import type { EtatCampagne } from '../etat-campagne.ts'
import { DelaiHabituel } from './delai-habituel.tsx'
import { Frais } from './frais.tsx'

export interface DemarchePageProps {
  publiee: DemarchePubliee
  collectivite: Collectivite
  campagne: EtatCampagne
  delai: Delai | undefined
  /** Whether one may pay on line. */
  enLigne: boolean
}

/** All that a person wants to know before starting, in the order in which they ask it. */
export function DemarchePage({ publiee, collectivite, campagne, delai, enLigne }: DemarchePageProps) {
  const { demarche } = publiee
  return (
    <div class="texte">
      <p>
        <a href="/services">Toutes les démarches</a>
      </p>
      <h1>{demarche.titre}</h1>
      <p class="chapeau">{demarche.resume}</p>
      <Commencer publiee={publiee} campagne={campagne} />
      <h2>Pour qui ?</h2>
      <Points points={demarche.pourQui} />
      <h2>Ce que cela donne</h2>
      <Points points={demarche.ceQueCaDonne} />
      {demarche.mentionFictive && <p class="doux">{demarche.mentionFictive}</p>}
      <Frais demarche={demarche} formulaire={publiee.formulaire} enLigne={enLigne} />
      <h2>À préparer avant de commencer</h2>
      <APreparer publiee={publiee} />
      <h2>Combien de temps cela prend</h2>
      <p>
        {sentence(demarche.duree)}. Ce que vous écrivez est enregistré au fur et à mesure : vous pouvez vous
        arrêter et reprendre plus tard.
      </p>
      <h2>Quand aurez-vous une réponse ?</h2>
      <DelaiHabituel delai={delai} />
      <p>{silenceInWords(demarche.silence)}</p>
      <h2>Sur papier</h2>
      <VoiePapier publiee={publiee} />
      <h2>Qui appeler ?</h2>
      <Contact publiee={publiee} />
      <h2>Vos données</h2>
      <p>Elles servent à examiner votre demande. Qui les reçoit :</p>
      <Points points={demarche.destinataires} />
      <p>
        Combien de temps les gardons-nous ? {demarche.conservation} Pour exercer vos droits :{' '}
        <a href={`mailto:${collectivite.dpo.courriel}`}>{collectivite.dpo.courriel}</a>.{' '}
        <a href="/donnees-personnelles">En savoir plus</a>.
      </p>
      <p>
        <a href={`/services/${demarche.slug}/conditions`}>Conditions particulières de cette démarche</a>
      </p>
    </div>
  )
}

function Commencer({ publiee, campagne }: { publiee: DemarchePubliee; campagne: EtatCampagne }) {
  return (
    <div class="encadre" {...(campagne.etat === 'ouverte' ? { 'data-ton': 'succes' } : {})}>
      <p>
        <strong>{campagne.phrase}</strong>
        {campagne.fictif && ' (dates fictives)'}
      </p>
      {campagne.etat === 'ouverte' && (
        <p>
          <a class="ds-button" href={`/espace/demarches/${publiee.demarche.slug}/commencer`}>
            Commencer
          </a>
        </p>
      )}
    </div>
  )
}

function APreparer({ publiee }: { publiee: DemarchePubliee }) {
  if (!publiee.formulaire) return <p>La liste des documents sera donnée à l’ouverture de la démarche.</p>
  const documents = documentsAPreparer(publiee.formulaire)
  if (documents.length === 0) return <p>Aucun document n’est demandé.</p>
  return (
    <>
      <p>Une photo nette ou une copie suffit ; gardez vos originaux.</p>
      <ul>
        {documents.map(({ libelle, aide, quand, facultatif, pourChaque }) => (
          <li>
            <strong>{libelle}</strong>
            {facultatif && ' (facultatif)'}
            {pourChaque && `, pour chaque ${pourChaque}`}
            {quand && `, ${withFrenchSpaces(quand)}`}
            {aide && (
              <>
                <br />
                {aide}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function VoiePapier({ publiee: { demarche, formulaire } }: { publiee: DemarchePubliee }) {
  return (
    <>
      <p>{demarche.papier.consigne}</p>
      {formulaire && (
        <p>
          <a href={`/services/${demarche.slug}/formulaire.pdf`}>Formulaire à imprimer (PDF)</a>
        </p>
      )}
      <AdressePostale lignes={demarche.papier.adressePostale} />
    </>
  )
}

function Contact({ publiee: { demarche } }: { publiee: DemarchePubliee }) {
  const { contact } = demarche
  return (
    <p>
      {contact.service}
      <br />
      <a href={`tel:${contact.telephone.replace(/[^\d+]/g, '')}`}>{contact.telephone}</a>, {contact.horaires}
      <br />
      <a href={`mailto:${contact.courriel}`}>{contact.courriel}</a>
    </p>
  )
}

const Points = ({ points }: { points: readonly string[] }) => (
  <ul>
    {points.map((point) => (
      <li>{point}</li>
    ))}
  </ul>
)

function silenceInWords({ effet, mois, source }: DemarchePubliee['demarche']['silence']): string {
  const delay = mois === 1 ? 'un mois' : mois === 2 ? 'deux mois' : `${mois} mois`
  const outcome = effet === 'rejet' ? 'refusée' : 'acceptée'
  return `Dès le dépôt, vous recevez un accusé de réception. Sans réponse de notre part ${delay} après la réception de votre demande complète, elle est considérée comme ${outcome} (${source}).`
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
