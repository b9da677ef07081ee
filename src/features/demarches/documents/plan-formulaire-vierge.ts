import type { Champ, DefinitionFormulaire, Page, Section } from '../../../formulaire/definition.ts'
import type { ZoneVierge } from '../../../platform/pdf/document.ts'
import { documentsAPreparer, quand } from '../documents-a-preparer.ts'

export type Bloc =
  | { bloc: 'page'; titre: string; aide?: string; nouvelleFeuille: boolean; rappel?: string }
  | { bloc: 'section'; titre: string; aide?: string; quand?: string }
  | {
      bloc: 'champ'
      libelle: string
      aide?: string
      quand?: string
      facultatif: boolean
      zones: readonly ZoneVierge[]
    }
  | { bloc: 'texte'; texte: string; aide?: string; attention: boolean }
  | { bloc: 'case'; libelle: string; aide?: string }

/** Instances of a repeated group printed on one form; more children photocopy. */
const COPIES = 2

/**
 * The form as sheets of paper, from the same definition as the screens: pages, groups twice, documents to join and,
 * last, what is attested.
 */
export function planFormulaireVierge(definition: DefinitionFormulaire): Bloc[] {
  const runs = runsByGroup(definition.pages)
  const parts = [
    ...runs.map(({ groupe, pages }) => ({
      groupe,
      blocs:
        groupe === undefined
          ? pages.flatMap((page) => pageBlocs(definition, page))
          : groupBlocs(definition, groupe, pages),
    })),
    { groupe: undefined, blocs: documentBlocs(definition) },
    { groupe: undefined, blocs: attestationBlocs(definition) },
  ].filter(({ blocs }) => blocs.length > 0)
  // What follows a group starts a sheet: the sheets of an instance are photocopied alone.
  return parts.flatMap(({ blocs }, index) =>
    parts[index - 1]?.groupe === undefined ? blocs : blocs.map(onNewSheet),
  )
}

const onNewSheet = (bloc: Bloc, index: number): Bloc =>
  index === 0 && bloc.bloc === 'page' ? { ...bloc, nouvelleFeuille: true } : bloc

// Consecutive pages of one group make one sheet per instance.
function runsByGroup(pages: readonly Page[]): { groupe: string | undefined; pages: Page[] }[] {
  const runs: { groupe: string | undefined; pages: Page[] }[] = []
  for (const page of pages) {
    const groupe = page.kind === 'simple' ? undefined : page.groupe
    const last = runs.at(-1)
    if (last && groupe !== undefined && last.groupe === groupe) last.pages.push(page)
    else runs.push({ groupe, pages: [page] })
  }
  return runs
}

function groupBlocs(definition: DefinitionFormulaire, id: string, pages: readonly Page[]): Bloc[] {
  const groupe = definition.groupes.find((one) => one.id === id)
  const nom = groupe?.nomInstance ?? id
  const titreDe = (rang: number) => `${capital(nom)} ${rang}`
  const copies = Math.min(COPIES, groupe?.max ?? COPIES)
  const inner = pages.flatMap((page): Bloc[] => {
    const content = sectionsBlocs(definition, page)
    const heading: Bloc = {
      bloc: 'section',
      titre: page.titre,
      ...(page.aide ? { aide: page.aide } : {}),
      ...(page.si ? { quand: quand(definition, page, [page.si]) } : {}),
    }
    if (content.length === 0) return []
    // The list of the instances is a matter of screens: on paper its fields stand under « Enfant 1 » itself.
    return page.kind === 'liste' ? content : [heading, ...content]
  })
  return Array.from({ length: copies }, (_, index): Bloc[] => [
    {
      bloc: 'page',
      titre: titreDe(index + 1),
      nouvelleFeuille: true,
      ...(index === copies - 1 && (groupe?.max ?? COPIES) > copies
        ? { rappel: `Plus de ${copies} ? Photocopiez les pages « ${titreDe(copies)} » avant de les remplir.` }
        : {}),
    },
    ...inner,
  ]).flat()
}

function pageBlocs(definition: DefinitionFormulaire, page: Page): Bloc[] {
  const content = sectionsBlocs(definition, page)
  if (content.length === 0) return []
  return [
    {
      bloc: 'page',
      titre: page.titre,
      nouvelleFeuille: false,
      ...(page.aide ? { aide: page.aide } : {}),
      ...(page.si ? { rappel: `À remplir ${quand(definition, page, [page.si])}.` } : {}),
    },
    ...content,
  ]
}

function sectionsBlocs(definition: DefinitionFormulaire, page: Page): Bloc[] {
  return page.sections
    .filter((section) => !attested(page, section))
    .flatMap((section) => {
      const content = section.champs
        .filter(({ type }) => type !== 'piece')
        .map((champ) => champBloc(definition, page, champ))
      if (content.length === 0) return []
      const when = section.si ? { quand: quand(definition, page, [section.si]) } : {}
      const heading: Bloc[] =
        section.titre || section.aide || section.si
          ? [
              {
                bloc: 'section',
                titre: section.titre ?? '',
                ...(section.aide ? { aide: section.aide } : {}),
                ...when,
              },
            ]
          : []
      return [...heading, ...content]
    })
}

function champBloc(definition: DefinitionFormulaire, page: Page, champ: Champ): Bloc {
  const aide = champ.aide ? { aide: champ.aide } : {}
  if (champ.type === 'information')
    return { bloc: 'texte', texte: champ.libelle, ...aide, attention: champ.ton === 'attention' }
  if (champ.type === 'attestation') return { bloc: 'case', libelle: champ.libelle, ...aide }
  if (champ.type === 'calcul')
    return {
      bloc: 'texte',
      texte: `${champ.libelle} : calculé par nos services à partir de vos réponses.`,
      ...aide,
      attention: false,
    }
  return {
    bloc: 'champ',
    libelle: champ.libelle,
    ...aide,
    ...(champ.si ? { quand: quand(definition, page, [champ.si]) } : {}),
    facultatif: champ.requis === false,
    zones: zones(champ),
  }
}

const lines = (nombre: number, nom?: string): ZoneVierge => ({
  zone: 'lignes',
  nombre,
  ...(nom ? { nom } : {}),
})
const boxes = (libelles: readonly string[], nom?: string): ZoneVierge => ({
  zone: 'cases',
  options: libelles.map((libelle) => ({ libelle })),
  ...(nom ? { nom } : {}),
})
const dateComb = (nom?: string): ZoneVierge => ({
  zone: 'peigne',
  groupes: [2, 2, 4],
  reperes: ['jour', 'mois', 'année'],
  ...(nom ? { nom } : {}),
})

/** How each kind of answer is written by hand. */
function zones(champ: Exclude<Champ, { type: 'information' | 'attestation' | 'calcul' }>): ZoneVierge[] {
  switch (champ.type) {
    case 'texte-court':
    case 'courriel':
      return [lines(1)]
    case 'texte-long':
      return [lines(4)]
    case 'entier':
      return champ.max === undefined
        ? [lines(1, champ.unite)]
        : [
            {
              zone: 'peigne',
              groupes: [String(champ.max).length],
              ...(champ.unite ? { unite: champ.unite } : {}),
            },
          ]
    case 'decimal':
      return [lines(1, champ.unite)]
    case 'montant':
      return [{ zone: 'peigne', groupes: [6, 2], reperes: ['euros', 'centimes'] }]
    case 'quotient-familial':
      return [{ zone: 'peigne', groupes: [5] }]
    case 'oui-non':
      return [boxes(['Oui', 'Non'])]
    case 'choix':
      return [{ zone: 'cases', options: champ.options }]
    case 'choix-multiple':
      return [{ zone: 'cases', nom: 'Plusieurs réponses possibles', options: champ.options }]
    case 'date':
      return [dateComb()]
    case 'telephone':
      return [{ zone: 'peigne', groupes: [2, 2, 2, 2, 2] }]
    case 'iban':
      return [{ zone: 'peigne', groupes: [4, 4, 4, 4, 4, 4, 3] }]
    case 'adresse-postale':
      return [
        lines(2, 'Numéro et rue, complément'),
        { zone: 'peigne', nom: 'Code postal', groupes: [5] },
        lines(1, 'Commune (et pays, si ce n’est pas la France)'),
      ]
    case 'commune':
      return [lines(1, 'Nom de la commune'), { zone: 'peigne', nom: 'Code postal', groupes: [5] }]
    case 'personne':
      return [
        ...(champ.avecCivilite ? [boxes(['Madame', 'Monsieur'])] : []),
        lines(1, 'Prénom'),
        lines(1, 'Nom'),
        ...(champ.naissance ? [dateComb('Date de naissance')] : []),
      ]
    case 'piece':
      return []
  }
}

function documentBlocs(definition: DefinitionFormulaire): Bloc[] {
  const documents = documentsAPreparer(definition)
  if (documents.length === 0) return []
  return [
    {
      bloc: 'page',
      titre: 'Documents à joindre',
      aide: 'Cochez ce que vous joignez. Envoyez des photocopies et gardez vos originaux.',
      nouvelleFeuille: false,
    },
    ...documents.map(({ libelle, aide, quand: when, facultatif, pourChaque }): Bloc => {
      const detail = [pourChaque ? `un par ${pourChaque}` : '', when ?? '', facultatif ? 'facultatif' : '']
        .filter((part) => part !== '')
        .join(', ')
      const said = [detail ? `${capital(detail)}.` : '', aide ?? ''].filter((part) => part !== '').join(' ')
      return { bloc: 'case', libelle, ...(said ? { aide: said } : {}) }
    }),
  ]
}

// What is attested is said last, above the signature.
const attested = (page: Page, section: Section) =>
  page.kind === 'simple' && section.champs.some(({ type }) => type === 'attestation')

function attestationBlocs(definition: DefinitionFormulaire): Bloc[] {
  const blocs = definition.pages.flatMap((page) =>
    page.sections
      .filter((section) => attested(page, section))
      .flatMap((section) => section.champs.filter(({ type }) => type !== 'piece'))
      .map((champ) => champBloc(definition, page, champ)),
  )
  const own: Bloc[] = [
    { bloc: 'case', libelle: 'J’atteste que les renseignements donnés ci-dessus sont exacts.' },
  ]
  return [
    { bloc: 'page', titre: 'Attestation et signature', nouvelleFeuille: false },
    ...(blocs.length > 0 ? blocs : own),
  ]
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
