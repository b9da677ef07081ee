const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id that an address or a form gives back; undefined when it cannot be one of ours. */
export const typedUuid = (typed: string): string | undefined => (UUID.test(typed) ? typed : undefined)
