import { type Contrat, type Element, IMPL, OBJ, type Operation, SOAP, XSI } from './contrat.ts'
import type { Valeur, Valeurs } from './read-envelope.ts'

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML and HTML take it; what XML cannot say at all becomes « ? ». */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign).replace(NOT_XML, '?')

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 forbids are control characters
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

const envelope = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:xsi="${XSI}"><soapenv:Body>${inner}</soapenv:Body></soapenv:Envelope>`

/**
 * A message in the order of the contract. What is not given is left out, nil or empty, as the contract allows.
 * Throws when a value has no place in the contract.
 */
export function writeMessage(
  contrat: Contrat,
  name: `${Operation}${'Request' | 'Response'}`,
  valeurs: Valeurs,
): string {
  const inner = writeSequence(contrat, contrat.messages[name] ?? [], valeurs, '')
  return envelope(`<${name} xmlns="${IMPL}" xmlns:obj="${OBJ}">${inner}</${name}>`)
}

/** A SOAP 1.1 fault. */
export function writeFault(code: 'Client' | 'Server', why: string): string {
  return envelope(
    `<soapenv:Fault><faultcode>soapenv:${code}</faultcode><faultstring>${escapeText(why)}</faultstring></soapenv:Fault>`,
  )
}

function writeSequence(
  contrat: Contrat,
  elements: readonly Element[],
  valeurs: Valeurs,
  prefix: '' | 'obj:',
): string {
  const known = new Set(elements.map((one) => one.name))
  const stray = Object.keys(valeurs).find((name) => !known.has(name))
  if (stray) throw new Error(`the contract has no place for ${stray}`)
  return elements.map((one) => writeElement(contrat, one, valeurs[one.name], prefix)).join('')
}

function writeElement(
  contrat: Contrat,
  element: Element,
  valeur: Valeur | undefined,
  prefix: '' | 'obj:',
): string {
  const tag = `${prefix}${element.name}`
  if (Array.isArray(valeur))
    return valeur.map((one: Valeur) => writeElement(contrat, element, one, prefix)).join('')
  if (valeur === undefined && element.optional) return ''
  if (valeur === undefined || valeur === null)
    return element.nillable
      ? `<${tag} xsi:nil="true"/>`
      : writeElement(contrat, element, emptyOf(contrat, element), prefix)
  if (typeof valeur === 'string') return `<${tag}>${escapeText(valeur)}</${tag}>`
  const children = element.children ?? contrat.types[element.type] ?? []
  return `<${tag}>${writeSequence(contrat, children, valeur as Valeurs, 'obj:')}</${tag}>`
}

const emptyOf = (contrat: Contrat, element: Element): Valeur =>
  element.children || contrat.types[element.type] ? {} : ''
