const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether an address or a form gives back what may be an id of ours: PostgreSQL refuses any other text with an error. */
export const isUuid = (text: string): boolean => UUID.test(text)
