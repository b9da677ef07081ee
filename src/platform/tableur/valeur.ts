/** What one cell holds; a day of Paris (YYYY-MM-DD) becomes a real date of the spreadsheet. */
export type ValeurDeCellule = string | number | { jour: string } | null
export type LigneDeTableur = readonly ValeurDeCellule[]

/** Lines as they are read, some at a time. */
export type Lots = AsyncIterable<readonly LigneDeTableur[]>
