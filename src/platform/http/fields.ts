/** A form as it arrived: each name with its value, or its values where the name came several times. */
export type Fields = Readonly<Record<string, string | string[]>>

/** Reads an `application/x-www-form-urlencoded` body. A name that the language reserves stays an ordinary name. */
export function parseFields(body: string): Fields {
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields[name]
    fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
  }
  return fields
}

/** Every value of a field that may come several times, as the boxes of one question do. */
export function textFields(fields: unknown, name: string): readonly string[] {
  const value = (fields as Fields | null | undefined)?.[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}

/** One text field, trimmed of nothing; '' when it is absent or came several times. */
export function textField(fields: unknown, name: string): string {
  const value = (fields as Fields | null | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}
