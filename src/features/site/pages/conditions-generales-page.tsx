import { TexteRenduView } from '../../demarches/index.ts'
import type { ConditionsGenerales } from '../conditions-generales.ts'

export function ConditionsGeneralesPage({ conditions }: { conditions: ConditionsGenerales }) {
  return <TexteRenduView texte={conditions} version={conditions.version} />
}
