import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { echantillons as echantillonsDAvis } from '../features/avis/index.ts'
import { echantillons as echantillonsDeCaisse } from '../features/caisse/index.ts'
import { type Echantillons, echantillons as echantillonsDeComptes } from '../features/comptes/index.ts'
import { echantillons as echantillonsDeConservation } from '../features/conservation/index.ts'
import { echantillons as echantillonsDeDecisions } from '../features/decisions/index.ts'
import { echantillons as echantillonsDeDemandes } from '../features/demandes/index.ts'
import { echantillons as echantillonsDeDocuments } from '../features/documents/index.ts'
import { echantillons as echantillonsDInstruction } from '../features/instruction/index.ts'
import { echantillons as echantillonsDeNotifications } from '../features/notifications/index.ts'
import { echantillons as echantillonsDePaiements } from '../features/paiements/index.ts'
import { echantillons as echantillonsDePieces } from '../features/pieces/index.ts'
import { echantillons as echantillonsDeRemboursements } from '../features/remboursements/index.ts'
import { echantillons as echantillonsDeSignalements } from '../features/signalements/index.ts'
import type { Demarche } from '../formulaire/demarche.ts'
import type { Collectivite } from '../platform/collectivite/collectivite.ts'

export interface CourrielsDeps {
  collectivite: Collectivite
  publicOrigin: string
  demarches: readonly Demarche[]
}

/** Every mail of the product, made with sample data, by the feature that sends it. */
export function echantillonsDeCourriels({ collectivite, publicOrigin, demarches }: CourrielsDeps) {
  const deps = {
    collectivite,
    mailIdentity: collectivite,
    publicOrigin,
    demarches: (['rejet', 'acceptation'] as const).flatMap(
      (effet) => demarches.find(({ silence }) => silence.effet === effet) ?? [],
    ),
  }
  return {
    comptes: echantillonsDeComptes(deps),
    signalements: echantillonsDeSignalements(deps),
    demandes: echantillonsDeDemandes(deps),
    decisions: echantillonsDeDecisions(deps),
    documents: echantillonsDeDocuments(deps),
    instruction: echantillonsDInstruction(deps),
    notifications: echantillonsDeNotifications(deps),
    paiements: echantillonsDePaiements(deps),
    caisse: echantillonsDeCaisse(deps),
    pieces: echantillonsDePieces(deps),
    remboursements: echantillonsDeRemboursements(deps),
    avis: echantillonsDAvis(deps),
    conservation: echantillonsDeConservation(deps),
  } satisfies Record<string, Echantillons>
}

const htmlSur = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Writes NAME.txt and NAME.html of each mail, and a page that lists them. @returns how many mails */
export async function writeApercu(deps: CourrielsDeps, dossier: string): Promise<number> {
  await mkdir(dossier, { recursive: true })
  const courriels = Object.values(echantillonsDeCourriels(deps)).flatMap((one) => Object.entries(one))
  for (const [nom, { sujet, texte, html }] of courriels) {
    await writeFile(join(dossier, `${nom}.txt`), `Objet : ${sujet}\n\n${texte}`)
    await writeFile(join(dossier, `${nom}.html`), html)
  }
  const lignes = courriels.map(
    ([nom, { sujet }]) =>
      `<li><a href="${nom}.html">${htmlSur(sujet)}</a> (${nom}, <a href="${nom}.txt">en texte</a>)</li>`,
  )
  await writeFile(
    join(dossier, 'index.html'),
    `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Aperçu des courriels</title></head>
<body><h1>Aperçu des ${courriels.length} courriels</h1>
<ul>
${lignes.join('\n')}
</ul></body></html>
`,
  )
  return courriels.length
}
