export interface Genre {
  titre: string
  exemples: string
  /** Why it always comes by mail too; absent when the person chooses. */
  impose?: string
}

/** Every kind of message that a person may get from us. All of them also stand on line. */
export const GENRES = {
  securite: {
    titre: 'La sécurité de votre espace',
    exemples: 'Mot de passe changé, nouvel appareil, connexion bloquée.',
    impose: 'C’est ainsi que vous apprenez qu’une autre personne est entrée.',
  },
  accuses: {
    titre: 'Les accusés de réception',
    exemples: 'Une demande envoyée, une réponse envoyée, une demande retirée, une demande transmise.',
    impose:
      'La loi nous y oblige : c’est votre preuve (article L. 112-11 du code des relations entre le public et l’administration).',
  },
  complements: {
    titre: 'Ce qui manque à votre demande',
    exemples: 'Un document ou une précision à envoyer avant une date.',
    impose:
      'La loi nous y oblige : un délai court pour vous (article L. 114-5 du code des relations entre le public et l’administration).',
  },
  pieces: {
    titre: 'Vos documents à remplacer',
    exemples: 'Un document refusé, ou qui ne s’ouvre pas.',
    impose: 'Votre demande peut en dépendre.',
  },
  decisions: {
    titre: 'Les décisions',
    exemples: 'Une décision vous attend dans votre espace.',
    impose:
      'La loi nous y oblige : une décision compte à partir du moment où elle vous est notifiée (article L. 221-8 du code des relations entre le public et l’administration).',
  },
  suivi: {
    titre: 'L’avancement de vos demandes',
    exemples: 'Un agent commence l’examen de votre demande.',
  },
  messages: {
    titre: 'Les messages du service',
    exemples: 'Un agent vous écrit, ou répond à votre message.',
  },
  brouillons: {
    titre: 'Vos brouillons',
    exemples: 'Un brouillon sera effacé dans deux semaines.',
  },
  documents: {
    titre: 'Les documents que vous gardez',
    exemples: 'Un document ne sera bientôt plus valable.',
  },
} as const satisfies Record<string, Genre>

/** The kinds that may be turned off. */
export type GenreLibre = {
  [nom in keyof typeof GENRES]: (typeof GENRES)[nom] extends { impose: string } ? never : nom
}[keyof typeof GENRES]

const isLibre = (nom: keyof typeof GENRES): nom is GenreLibre => !('impose' in GENRES[nom])

export const GENRES_LIBRES = (Object.keys(GENRES) as (keyof typeof GENRES)[]).filter(isLibre)

/** What a radio button sends, and whether it means a mail. */
export const MOYENS = { 'en-ligne': false, courriel: true } as const
export type Moyen = keyof typeof MOYENS

export type Choix = Readonly<Record<GenreLibre, boolean>>

/** What was sent: a full choice, or the kinds that still lack an answer. Any other name is nothing to us. */
export function readChoix(field: (nom: string) => string): { choix: Choix } | { manquants: GenreLibre[] } {
  const lus = GENRES_LIBRES.map((genre) => [genre, moyenDe(field(genre))] as const)
  const manquants = lus.flatMap(([genre, moyen]) => (moyen ? [] : [genre]))
  if (manquants.length > 0) return { manquants }
  return {
    choix: Object.fromEntries(
      lus.map(([genre, moyen]) => [genre, moyen && MOYENS[moyen]]),
    ) as unknown as Choix,
  }
}

const moyenDe = (text: string): Moyen | undefined =>
  Object.hasOwn(MOYENS, text) ? (text as Moyen) : undefined
