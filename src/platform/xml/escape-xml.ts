const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare carriage return would be read back as a line feed (XML 1.0 §2.11), and tabs in attributes as spaces (§3.3.3).
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** What XML 1.0 §2.2 has no way to write, even escaped; lone surrogates included. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** Text for an element or an attribute; what XML cannot write becomes U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replace(IMPOSSIBLE, '\u{fffd}').replace(/[&<>"'\r\n\t]/g, (char) => ENTITIES[char] ?? char)
