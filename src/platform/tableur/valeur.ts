/** What one cell holds; a day of Paris (YYYY-MM-DD) becomes a real date of the spreadsheet, cents a number of euros. */
export type ValeurDeCellule = string | number | { jour: string } | { cents: number } | null
export type LigneDeTableur = readonly ValeurDeCellule[]

/**
 * Lines as they are read, some at a time; each is made when it is asked for. A list of them would wait for the browser with
 * all its cells, which the young generation then hands to the old one: 0.25 KB a line until the next full collection.
 */
export type Lots = AsyncIterable<Iterable<LigneDeTableur>>
