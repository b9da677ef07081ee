const MAX = 120

/** A name as it may be shown and handed back: no path, no control or direction marks, never empty. */
export function safeFileName(name: string): string {
  const net = name
    .slice(0, 2_000)
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^\.+/, '')
    .trim()
  if (!net) return 'document'
  const characters = [...net]
  if (characters.length <= MAX) return net
  const ending = /\.[a-z0-9]{1,5}$/i.exec(net)?.[0] ?? ''
  return characters.slice(0, MAX - ending.length).join('') + ending
}
