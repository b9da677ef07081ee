import { Alert } from '../../../ui/alert.tsx'

/** The recovery codes, readable this once. */
export function CodesPage({
  codes,
  fait,
  retour,
}: {
  codes: readonly string[]
  fait: string
  retour: string
}) {
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Vos codes de secours</h1>
      <Alert ton="succes" role="status">
        <p>{fait}</p>
      </Alert>
      <p>
        Si vous perdez votre clé ou votre téléphone, un de ces codes vous laisse entrer. Chacun ne sert qu’une
        fois. Imprimez-les ou recopiez-les, et gardez-les en lieu sûr :{' '}
        <strong>ils ne seront plus jamais affichés</strong>.
      </p>
      <ol>
        {codes.map((code) => (
          <li>
            <span class="reference longue">{code}</span>
          </li>
        ))}
      </ol>
      <p class="actions">
        <button type="button" class="ds-button" data-variant="secondary" data-imprimer>
          Imprimer
        </button>{' '}
        <a href={retour}>J’ai gardé mes codes</a>
      </p>
    </div>
  )
}
