/** Where a page of entries ends: the moment and the id of its last one. */
export interface Curseur {
  le: string
  id: string
}

const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export const curseurDe = ({ le, id }: Curseur): string => `${le}_${id}`

/** Reads what an address says; undefined for anything else. */
export function readCurseur(text: string): Curseur | undefined {
  const [, le, id] = FORM.exec(text) ?? []
  return le && id && !Number.isNaN(Date.parse(le)) ? { le, id } : undefined
}
