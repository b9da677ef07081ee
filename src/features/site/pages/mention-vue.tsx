import type { Mention } from '../../../platform/collectivite/collectivite.ts'

/** A fact of the collectivité; one that nobody has confirmed says so. */
export function MentionVue({ mention }: { mention: Mention }) {
  return (
    <>
      {mention.texte}
      {mention.fictif ? <Fictif /> : null}
    </>
  )
}

export const Fictif = () => <em> (exemple fictif, à remplacer avant l’ouverture)</em>
