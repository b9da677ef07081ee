/** The messages of an input that has one at most. */
export const unMessage = (message: string | undefined): string[] => (message ? [message] : [])
