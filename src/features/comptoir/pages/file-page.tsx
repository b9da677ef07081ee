import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { adresseDeFile, type Filtres } from '../filtres.ts'
import { AideRaccourcis } from './aide-raccourcis.tsx'
import type { FilePageProps } from './file-page-props.ts'
import { EnregistrerFiltres, FiltresForm } from './filtres-form.tsx'
import { Lignes } from './lignes.tsx'
import { Reperes } from './reperes.tsx'

/** The queue: what waits, for whom, until when, and what to do with several at once. */
export function FilePage(props: FilePageProps) {
  const { vue, filtres, demarches, reglages, erreur } = props
  if (demarches.length === 0) {
    return (
      <>
        <h1 tabIndex={-1}>Demandes à examiner</h1>
        <p>
          Aucune démarche ne vous est confiée pour l’instant. Demandez à votre responsable de vous en ouvrir
          une.
        </p>
      </>
    )
  }
  return (
    <div data-comptoir="" {...(reglages.raccourcis ? { 'data-raccourcis': '' } : {})}>
      <div class="comptoir-tete">
        <h1 tabIndex={-1}>Demandes à examiner</h1>
        <p>
          <a href="/agents/reglages">Mes réglages</a> · <AideRaccourcis actifs={reglages.raccourcis} />
        </p>
      </div>
      {erreur ? <ErrorSummary erreurs={[erreur]} /> : null}
      {reglages.absent ? (
        <p class="encadre" data-ton="attention">
          Vous êtes noté absent&#160;: aucune nouvelle demande ne vous est attribuée.{' '}
          <a href="/agents/reglages">Changer</a>
        </p>
      ) : null}
      <Reperes {...props} />
      <FiltresForm {...props} />
      {vue.lignes.length === 0 ? <Rien filtres={filtres} /> : <Lignes {...props} />}
      <Suite {...props} />
      <EnregistrerFiltres {...props} />
    </div>
  )
}

function Rien({ filtres }: { filtres: Filtres }) {
  const elsewhere = adresseDeFile(filtres, {
    statut: 'toutes',
    attribution: 'toutes',
    urgence: 'toutes',
    doublons: false,
    apres: '',
  })
  return (
    <p>
      Aucune demande ne correspond.{' '}
      {filtres.recherche ? (
        <a href={elsewhere}>Chercher « {filtres.recherche} » dans toutes vos demandes</a>
      ) : (
        <a href="/agents?statut=ouvertes">Revenir aux demandes à traiter</a>
      )}
    </p>
  )
}

function Suite({ vue, filtres }: FilePageProps) {
  if (!vue.suite && !filtres.apres) return null
  return (
    <nav aria-label="Pages" class="pages">
      {filtres.apres ? (
        <a href={adresseDeFile(filtres, { apres: '' })}>Revenir au début de la liste</a>
      ) : null}
      {vue.suite ? (
        <a
          class="ds-button"
          data-variant="secondary"
          rel="next"
          href={adresseDeFile(filtres, { apres: vue.suite })}
        >
          Demandes suivantes
        </a>
      ) : null}
    </nav>
  )
}
