import { isUuid } from '../../platform/http/is-uuid.ts'

/** An id that an address or a form gives back; undefined when it cannot be one of ours. */
export const typedUuid = (typed: string): string | undefined => (isUuid(typed) ? typed : undefined)
