import { calculer, type ResultatDeCalcul } from './calculs.ts'
import { lireChamp, nomsDe, repond } from './champs/index.ts'
import type { ErreurDeSaisie, Lecture } from './champs/type-champ.ts'
import { type Portee, tient } from './conditions.ts'
import type {
  Champ,
  Condition,
  DefinitionFormulaire,
  Groupe,
  Page,
  PieceRecue,
  Reponses,
  Saisie,
  SaisieScope,
  Section,
  Valeur,
} from './definition.ts'
import { type RefusDePiece, refusEnMots, remedeEnMots } from './refus-de-piece.ts'

export interface ContexteDeParcours {
  /** Today in Paris, YYYY-MM-DD. */
  aujourdhui: string
  pieces: readonly PieceRecue[]
}

/** One field that counts, with what was understood of it. */
export interface ChampVu {
  champ: Champ
  /** `racine.<champ>` or `<groupe>.<instance>.<champ>` */
  chemin: string
  valeur: Valeur | undefined
  erreurs: readonly ErreurDeSaisie[]
  pieces: readonly PieceRecue[]
  calcul: (() => ResultatDeCalcul) | undefined
}

export interface SectionVue {
  titre: string | undefined
  aide: string | undefined
  champs: readonly ChampVu[]
}

export interface InstanceVue {
  id: string
  rang: number
  /** First name once it is known, else « enfant 2 ». */
  nom: string
}

export interface PageVue {
  page: Page
  /** `<page>` or `<page>/<instance>`: its address under the brouillon. */
  adresse: string
  instance: InstanceVue | undefined
  sections: readonly SectionVue[]
  /** For a list: one view an instance, with the fields that the list holds. */
  elements: readonly PageVue[]
  erreurs: readonly ErreurDeSaisie[]
  complete: boolean
}

export interface Parcours {
  pages: readonly PageVue[]
  /** Only what counts: hidden and unreachable answers are never in it. */
  reponses: Reponses
  complet: boolean
  premiereIncomplete: PageVue | undefined
}

interface Marche {
  definition: DefinitionFormulaire
  saisie: Saisie
  contexte: ContexteDeParcours
  racine: Record<string, Valeur>
  groupes: Record<string, { id: string; valeurs: Record<string, Valeur> }[]>
}

/** Walks the form from its start: each answer is read once, and decides what comes after it. */
export function reach(
  definition: DefinitionFormulaire,
  saisie: Saisie,
  contexte: ContexteDeParcours,
): Parcours {
  const marche: Marche = { definition, saisie, contexte, racine: {}, groupes: {} }
  for (const groupe of definition.groupes) {
    const instances = (saisie.groupes[groupe.id] ?? []).slice(0, groupe.max)
    marche.groupes[groupe.id] = instances.map(({ id }) => ({ id, valeurs: {} }))
  }
  const pages: PageVue[] = []
  for (let i = 0; i < definition.pages.length; ) {
    const page = definition.pages[i]
    if (page?.kind === 'par-instance') {
      // Neighbouring pages of one group are walked child by child, as a family fills them in.
      let fin = i + 1
      while (fin < definition.pages.length && isSibling(definition.pages[fin], page.groupe)) fin += 1
      pages.push(...walkInstances(marche, definition.pages.slice(i, fin), page.groupe))
      i = fin
    } else {
      if (page) pages.push(...(page.kind === 'liste' ? walkList(marche, page) : walkSimple(marche, page)))
      i += 1
    }
  }
  const premiereIncomplete = pages.find((page) => !page.complete)
  return {
    pages,
    reponses: { racine: marche.racine, groupes: marche.groupes },
    complet: premiereIncomplete === undefined,
    premiereIncomplete,
  }
}

const isSibling = (page: Page | undefined, groupe: string): boolean =>
  page?.kind === 'par-instance' && page.groupe === groupe

const groupeDe = (marche: Marche, id: string): Groupe => {
  const groupe = marche.definition.groupes.find((g) => g.id === id)
  if (!groupe) throw new Error(`unknown group ${id}`)
  return groupe
}

const compte = (condition: Condition | undefined, portee: Portee): boolean =>
  !condition || tient(condition, portee)

function walkSimple(marche: Marche, page: Page): PageVue[] {
  const portee: Portee = { racine: marche.racine, groupes: marche.groupes }
  if (!compte(page.si, portee)) return []
  const sections = walkSections(marche, page.sections, {
    portee,
    valeurs: marche.racine,
    saisie: marche.saisie.racine,
    prefixe: 'racine',
  })
  return [pageVue(page, undefined, sections, [], [])]
}

function walkInstances(marche: Marche, pages: readonly Page[], groupe: string): PageVue[] {
  return (marche.groupes[groupe] ?? []).flatMap((_, rang) =>
    pages.flatMap((page) => {
      const vue = walkInstance(marche, page, groupe, rang)
      return vue ? [vue] : []
    }),
  )
}

function walkInstance(marche: Marche, page: Page, groupe: string, rang: number): PageVue | undefined {
  const instance = marche.groupes[groupe]?.[rang]
  if (!instance) return undefined
  const portee: Portee = { racine: marche.racine, groupes: marche.groupes, instance: instance.valeurs }
  if (!compte(page.si, portee)) return undefined
  const saisie = marche.saisie.groupes[groupe]?.[rang]?.valeurs ?? {}
  const sections = walkSections(marche, page.sections, {
    portee,
    valeurs: instance.valeurs,
    saisie,
    prefixe: `${groupe}.${instance.id}`,
  })
  return pageVue(page, instanceVue(groupeDe(marche, groupe), instance, rang), sections, [], [])
}

function walkList(marche: Marche, page: Page & { kind: 'liste' }): PageVue[] {
  const portee: Portee = { racine: marche.racine, groupes: marche.groupes }
  if (!compte(page.si, portee)) return []
  const groupe = groupeDe(marche, page.groupe)
  const elements = walkInstances(marche, [page], page.groupe)
  const erreurs: ErreurDeSaisie[] = []
  if (elements.length < groupe.min)
    erreurs.push({
      nom: 'ajouter',
      message: `Ajoutez au moins ${groupe.min === 1 ? 'un' : groupe.min} ${groupe.nomInstance}.`,
    })
  return [pageVue(page, undefined, [], elements, erreurs)]
}

function instanceVue(
  groupe: Groupe,
  instance: { id: string; valeurs: Record<string, Valeur> },
  rang: number,
): InstanceVue {
  const identite = instance.valeurs[groupe.identite]
  const prenom = typeof identite === 'object' && 'prenom' in identite ? identite.prenom : ''
  return { id: instance.id, rang, nom: prenom || `${groupe.nomInstance} ${rang + 1}` }
}

interface Lieu {
  portee: Portee
  valeurs: Record<string, Valeur>
  saisie: SaisieScope
  prefixe: string
}

function walkSections(marche: Marche, sections: readonly Section[], lieu: Lieu): SectionVue[] {
  return sections.flatMap((section) => {
    if (!compte(section.si, lieu.portee)) return []
    const champs = section.champs.flatMap((champ) =>
      compte(champ.si, lieu.portee) ? [walkChamp(marche, champ, lieu)] : [],
    )
    return champs.length === 0 ? [] : [{ titre: section.titre, aide: section.aide, champs }]
  })
}

function walkChamp(marche: Marche, champ: Champ, lieu: Lieu): ChampVu {
  const chemin = `${lieu.prefixe}.${champ.id}`
  const pieces =
    champ.type === 'piece' ? marche.contexte.pieces.filter((piece) => piece.chemin === chemin) : []
  const lecture = lireChamp(champ, lieu.saisie, { aujourdhui: marche.contexte.aujourdhui })
  const valeur = lecture.kind === 'valeur' ? lecture.valeur : undefined
  if (valeur !== undefined) lieu.valeurs[champ.id] = valeur
  const calcul = champ.type === 'calcul' ? () => calculer(marche.definition, champ, lieu.portee) : undefined
  return { champ, chemin, valeur, erreurs: erreursDe(champ, lecture, pieces), pieces, calcul }
}

function erreursDe(champ: Champ, lecture: Lecture, pieces: readonly PieceRecue[]): readonly ErreurDeSaisie[] {
  if (lecture.kind === 'erreur') return lecture.erreurs
  // Also where no document is due: the person sent one, and would believe that it is there.
  const refusees = pieces.flatMap(({ nomFichier, refusee }) =>
    refusee ? [{ nom: champ.id, message: pieceRefusee(nomFichier, refusee) }] : [],
  )
  if (refusees.length > 0) return refusees
  if (champ.requis === false) return []
  // A document that is due but not indispensable does not hold the demande back: the agent asks for it.
  const manque =
    champ.type === 'piece'
      ? champ.bloquante === true && pieces.length === 0
      : repond(champ) && lecture.kind === 'vide'
  return manque ? [{ nom: nomsDe(champ)[0] ?? champ.id, message: champ.erreurAbsent ?? absent(champ) }] : []
}

const pieceRefusee = (nomFichier: string, refusee: RefusDePiece): string =>
  `« ${nomFichier} » est ${refusEnMots[refusee]}. ${remedeEnMots[refusee]} Vous pouvez aussi le retirer.`

const MESSAGES: Readonly<Partial<Record<Champ['type'], string>>> = {
  'oui-non': 'Choisissez oui ou non.',
  choix: 'Choisissez une réponse.',
  'choix-multiple': 'Cochez au moins une réponse.',
  date: 'Écrivez la date : le jour, le mois et l’année.',
  piece: 'Ajoutez ce document.',
  attestation: 'Cochez cette case pour continuer.',
  personne: 'Écrivez le prénom et le nom.',
  'adresse-postale': 'Écrivez l’adresse.',
  commune: 'Écrivez la commune et son code postal.',
  telephone: 'Écrivez un numéro de téléphone.',
  courriel: 'Écrivez une adresse électronique.',
}
const absent = (champ: Champ): string => MESSAGES[champ.type] ?? 'Répondez à cette question.'

function pageVue(
  page: Page,
  instance: InstanceVue | undefined,
  sections: readonly SectionVue[],
  elements: readonly PageVue[],
  propres: readonly ErreurDeSaisie[],
): PageVue {
  const erreurs = [...propres, ...sections.flatMap((s) => s.champs.flatMap((c) => c.erreurs))]
  return {
    page,
    adresse: instance ? `${page.id}/${instance.id}` : page.id,
    instance,
    sections,
    elements,
    erreurs,
    complete: erreurs.length === 0 && elements.every((element) => element.complete),
  }
}

/** The page at an address, an element of a list included. */
export function findPage(parcours: Parcours, adresse: string): PageVue | undefined {
  return parcours.pages.flatMap((page) => [page, ...page.elements]).find((page) => page.adresse === adresse)
}

/** The page after this one; an element of a list leads back to its list; undefined after the last. */
export function nextPage(parcours: Parcours, vue: PageVue): PageVue | undefined {
  const index = parcours.pages.findIndex((page) => page.adresse === vue.adresse)
  if (index >= 0) return parcours.pages[index + 1]
  return parcours.pages.find((page) => page.elements.some((element) => element.adresse === vue.adresse))
}
