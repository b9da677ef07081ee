import { readXml, type XmlElement, XmlRefused } from '../../../platform/xml/read-xml.ts'
import { IMPL, OBJ, SOAP, XSI } from './namespaces.ts'
import type { Operation } from './operations.ts'

/** An answer that is not exactly what the schema announces. Its message never quotes the answer. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused'
}

export interface Result {
  code: string
  shortMessage: string
  longMessage: string
}

/** The answer to one operation; its other elements are read by `childOf` and `textOf`. */
export interface Answer {
  result: Result
  response: XmlElement
}

/**
 * Exactly one Envelope, one Body and the expected Response in their namespaces, with a result that has a code. An element that
 * we do not read may stand anywhere (the API grows upward compatible); one that we read stands once, and in its namespace.
 * @throws AnswerRefused
 */
export function parseAnswer(operation: Operation, content: Uint8Array): Answer {
  const response = responseIn(readOrRefuse(content), `${operation}Response`)
  const result = childOf(response, IMPL, 'result')
  const code = textOf(result, OBJ, 'code')
  if (!code) throw new AnswerRefused('a result without a code')
  return {
    response,
    result: {
      code,
      shortMessage: textOf(result, OBJ, 'shortMessage') ?? '',
      longMessage: textOf(result, OBJ, 'longMessage') ?? '',
    },
  }
}

function readOrRefuse(content: Uint8Array): XmlElement {
  try {
    return readXml(content)
  } catch (error) {
    if (error instanceof XmlRefused) throw new AnswerRefused('not the XML that is expected')
    throw error
  }
}

function responseIn(envelope: XmlElement, name: string): XmlElement {
  if (envelope.uri !== SOAP || envelope.local !== 'Envelope') throw new AnswerRefused('no SOAP 1.1 envelope')
  const [first, ...rest] = envelope.children
  const header = first?.uri === SOAP && first.local === 'Header' ? first : undefined
  if (header?.children.some(({ attributes }) => attributes.get(`{${SOAP}}mustUnderstand`) === '1'))
    throw new AnswerRefused('a header that must be understood')
  const [only, ...more] = header ? rest : envelope.children
  if (!only || more.length > 0 || only.uri !== SOAP || only.local !== 'Body')
    throw new AnswerRefused('not exactly one body')
  const [response, ...surplus] = only.children
  if (!response || surplus.length > 0) throw new AnswerRefused('not exactly one response')
  if (response.uri === SOAP && response.local === 'Fault') throw new AnswerRefused('a SOAP fault')
  if (response.uri !== IMPL || response.local !== name) throw new AnswerRefused('not the expected response')
  return response
}

/** The child of that name; undefined when it is absent or nil. Twice, or in another namespace, is refused. */
export function childOf(parent: XmlElement | undefined, uri: string, local: string): XmlElement | undefined {
  const [child, ...more] = parent?.children.filter((element) => element.local === local) ?? []
  if (more.length > 0) throw new AnswerRefused(`${local} more than once`)
  if (!child) return undefined
  if (child.uri !== uri) throw new AnswerRefused(`${local} in another namespace`)
  return isNil(child) ? undefined : child
}

/** The text of that child; undefined when it is absent, nil or empty. An element where text is expected is refused. */
export function textOf(parent: XmlElement | undefined, uri: string, local: string): string | undefined {
  const child = childOf(parent, uri, local)
  if (child && child.children.length > 0) throw new AnswerRefused(`${local} is not a text`)
  return child?.text.trim() || undefined
}

function isNil(element: XmlElement): boolean {
  const nil = element.attributes.get(`{${XSI}}nil`)
  if (nil !== 'true' && nil !== '1') return false
  if (element.children.length > 0 || element.text.trim() !== '')
    throw new AnswerRefused('nil, and yet not empty')
  return true
}
