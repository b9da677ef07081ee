/** Whole cents, as figures. Anything else contradicts the contract: null. */
export const readCents = (text: string): number | null => (/^\d{1,12}$/.test(text) ? Number(text) : null)
