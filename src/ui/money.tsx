import { Tag } from './tag.tsx'

/** An amount already put in words; one that nobody has published says that it is an example. */
export function Money({ enMots, fictif = false }: { enMots: string; fictif?: boolean }) {
  return (
    <>
      <span class="montant">{enMots}</span>
      {fictif ? (
        <>
          {' '}
          <Tag ton="attention">montant fictif</Tag>
        </>
      ) : null}
    </>
  )
}
