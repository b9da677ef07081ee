import { longDate } from '../../../platform/legal-clock/paris.ts'
import type { Passage } from '../compare-texts.ts'
import { adresseDuTexte } from '../texte.ts'
import type { VersionResume } from '../version.query.ts'
import { ComparaisonView } from './comparaison-view.tsx'
import { ChoixDeVersions } from './texte-page.tsx'

export function ComparaisonPage(props: {
  texte: string
  titre: string
  de: VersionResume
  a: VersionResume
  versions: readonly VersionResume[]
  passages: readonly Passage[]
}) {
  const { texte, titre, de, a, versions, passages } = props
  const adresse = adresseDuTexte(texte)
  return (
    <div class="texte">
      <p>
        <a href={adresse}>{titre}</a>
      </p>
      <h1>
        Ce qui change de la version {de.numero} à la version {a.numero}
      </h1>
      <p>
        De la <a href={`${adresse}/versions/${de.numero}`}>version {de.numero}</a>, du{' '}
        {longDate(de.publieeLe)}, à la <a href={`${adresse}/versions/${a.numero}`}>version {a.numero}</a>, du{' '}
        {longDate(a.publieeLe)}. Ce qui est ajouté est souligné, ce qui est supprimé est barré.
      </p>
      <ComparaisonView passages={passages} />
      <h2>Comparer deux autres versions</h2>
      <ChoixDeVersions texte={texte} de={de.numero} a={a.numero} versions={versions} />
    </div>
  )
}
