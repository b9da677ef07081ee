import { longDate } from '../../../platform/legal-clock/paris.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { AnonymatVu } from '../anonymat.query.ts'

interface AnonymatPageProps {
  vu: AnonymatVu
  motif: string
  erreur?: string
}

/** Whether the public reads the name of an agent, and why not. */
export function AnonymatPage({ vu, motif, erreur }: AnonymatPageProps) {
  const { id, nom, qualite, anonymat } = vu
  return (
    <>
      <p>
        <a href="/agents/acces">Accès des agents</a>
      </p>
      <h1 tabIndex={-1}>Anonymat de {nom}</h1>
      <ErrorSummary erreurs={erreur ? [{ nom: 'motif', message: erreur }] : []} />
      <p class="chapeau">
        Chacun a le droit de connaître le nom de l’agent qui traite sa demande, sauf si la sécurité publique
        ou celle d’une personne s’y oppose (CRPA, L111-2).
      </p>
      {anonymat ? (
        <section aria-labelledby="anonyme">
          <h2 id="anonyme">L’agent n° {anonymat.numero}</h2>
          <p>
            Partout où l’usager lisait son nom, il lit « Agent n° {anonymat.numero}, {qualite} » : messages,
            décisions, documents. Les collègues lisent toujours le nom.
          </p>
          <p class="motivation">{anonymat.motif}</p>
          <p class="doux">
            Décidé le {longDate(anonymat.decideLe)} par {anonymat.par}.
          </p>
          <form method="post" action={`/agents/acces/${id}/anonymat/fin`}>
            <button type="submit" class="ds-button" data-variant="secondary">
              Montrer de nouveau son nom aux usagers
            </button>
          </form>
        </section>
      ) : (
        <section aria-labelledby="anonymiser" class="formulaire">
          <h2 id="anonymiser">Remplacer son nom par un numéro</h2>
          <ul>
            <li>Dès maintenant, et aussi pour le passé, l’usager lit un numéro, la qualité et le service.</li>
            <li>
              Ce qui est déjà écrit garde ce qui a été tapé : si son nom est dans le texte d’un message, ou
              dans une lettre ou un courriel déjà partis, l’usager peut encore l’y lire.
            </li>
            <li>
              Cet agent ne pourra plus signer de décision : une décision porte le nom de qui la prend (CRPA,
              L212-1). Un collègue décidera.
            </li>
            <li>La raison est gardée. Les administrateurs la lisent, jamais les usagers.</li>
          </ul>
          <form method="post" action={`/agents/acces/${id}/anonymat`} noValidate>
            <ZoneDeTexte
              nom="motif"
              libelle="Quelle raison de sécurité ?"
              aide="Les faits, en quelques mots : menaces reçues, plainte, protection demandée."
              valeur={motif}
              messages={erreur ? [erreur] : []}
            />
            <div class="actions">
              <button type="submit" class="ds-button">
                Remplacer son nom par un numéro
              </button>
            </div>
          </form>
        </section>
      )}
    </>
  )
}
