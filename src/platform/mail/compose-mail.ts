import { withFrenchSpaces } from '../texte/with-french-spaces.ts'

export interface MailIdentity {
  portail: string
  nom: string
  adressePostale: readonly string[]
  telephone: string
  horaires: string
}

export type Bloc =
  | { type: 'paragraphe'; texte: string }
  | { type: 'titre'; texte: string }
  | { type: 'liste'; elements: readonly string[] }
  | { type: 'definitions'; lignes: readonly (readonly [string, string])[] }
  | { type: 'bouton'; libelle: string; adresse: string }
  | { type: 'lien'; libelle: string; adresse: string }

export interface MailContent {
  /** Never a name, an outcome or any detail of the case: subjects are shown on locked screens. */
  sujet: string
  salutation?: string
  blocs: readonly Bloc[]
}

export interface ComposedMail {
  sujet: string
  texte: string
  html: string
}

/** One content, both forms: what reads well without HTML is written first. */
export function composeMail(content: MailContent, identity: MailIdentity): ComposedMail {
  const blocs: readonly Bloc[] = [
    ...(content.salutation ? [{ type: 'paragraphe', texte: content.salutation } as const] : []),
    ...content.blocs,
  ].map(typeset)
  const pied = [
    `Ce message vient de ${identity.portail}. Personne ne lit les réponses à cette adresse.`,
    `Besoin d’aide ? ${identity.telephone}, ${identity.horaires}.`,
    identity.adressePostale.join(', '),
  ].map(withFrenchSpaces)
  return {
    sujet: content.sujet,
    texte: `${[...blocs.map(enTexte), '-- ', ...pied].join('\n\n')}\n`,
    html: document(content.sujet, blocs.map(enHtml).join('\n'), identity.portail, pied),
  }
}

/** On a small screen a telephone number is not cut in two; addresses of pages stay as they are. */
function typeset(bloc: Bloc): Bloc {
  switch (bloc.type) {
    case 'paragraphe':
    case 'titre':
      return { ...bloc, texte: withFrenchSpaces(bloc.texte) }
    case 'liste':
      return { ...bloc, elements: bloc.elements.map(withFrenchSpaces) }
    case 'definitions':
      return {
        ...bloc,
        lignes: bloc.lignes.map(([terme, valeur]) => [terme, withFrenchSpaces(valeur)] as const),
      }
    case 'bouton':
    case 'lien':
      return bloc
  }
}

function enTexte(bloc: Bloc): string {
  switch (bloc.type) {
    case 'paragraphe':
      return bloc.texte
    case 'titre':
      return bloc.texte.toUpperCase()
    case 'liste':
      return bloc.elements.map((element) => `- ${element}`).join('\n')
    case 'definitions':
      return bloc.lignes.map(([terme, valeur]) => `${terme} : ${valeur}`).join('\n')
    case 'bouton':
    case 'lien':
      return `${bloc.libelle} :\n${bloc.adresse}`
  }
}

const enHtmlSur = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function enHtml(bloc: Bloc): string {
  switch (bloc.type) {
    case 'paragraphe':
      return `<p>${enHtmlSur(bloc.texte).replaceAll('\n', '<br>')}</p>`
    case 'titre':
      return `<h2>${enHtmlSur(bloc.texte)}</h2>`
    case 'liste':
      return `<ul>${bloc.elements.map((element) => `<li>${enHtmlSur(element)}</li>`).join('')}</ul>`
    case 'definitions':
      return `<dl>${bloc.lignes.map(([terme, valeur]) => `<dt>${enHtmlSur(terme)}</dt><dd>${enHtmlSur(valeur).replaceAll('\n', '<br>')}</dd>`).join('')}</dl>`
    case 'bouton':
      return `<p><a class="bouton" href="${enHtmlSur(bloc.adresse)}">${enHtmlSur(bloc.libelle)}</a></p>`
    case 'lien':
      return `<p><a href="${enHtmlSur(bloc.adresse)}">${enHtmlSur(bloc.libelle)}</a></p>`
  }
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;padding:24px 16px;background:#f3f5f7;color:#1b242c;font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;background:#fff;border-radius:8px;padding:28px 24px;border-top:6px solid #0b5a73}
a{color:#0b5a73}header{font-weight:700;color:#0b5a73;margin-bottom:12px}
h1{font-size:22px;line-height:1.3;margin:0 0 16px}h2{font-size:18px;margin:24px 0 8px}
dt{font-weight:600}dd{margin:0 0 10px}
.bouton{display:inline-block;background:#0b5a73;color:#fff;padding:12px 20px;border-radius:6px;font-weight:600;text-decoration:none}
footer{max-width:34rem;margin:16px auto 0;font-size:14px;color:#4a5762}
@media (prefers-color-scheme:dark){body{background:#10161b;color:#e8edf1}main{background:#1a2229;border-top-color:#63b9d3}
header,a{color:#7fcbe2}.bouton{background:#7fcbe2;color:#0a2731}footer{color:#aab6bf}}`

function document(sujet: string, corps: string, portail: string, pied: readonly string[]): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${enHtmlSur(sujet)}</title><style>${STYLE}</style></head>
<body><main><header>${enHtmlSur(portail)}</header><h1>${enHtmlSur(sujet)}</h1>
${corps}
</main><footer>${pied.map((ligne) => `<p>${enHtmlSur(ligne)}</p>`).join('')}</footer></body></html>
`
}
