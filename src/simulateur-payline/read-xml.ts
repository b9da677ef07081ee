import { SaxesParser } from 'saxes'

export interface XmlNode {
  readonly uri: string
  readonly name: string
  /** By local name; those of a namespace are under `{uri}name`. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlNode[]
  text: string
}

/** What was sent is not XML that this house reads. */
export class XmlRefuse extends Error {}

const XMLNS = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads well-formed XML with namespaces into a tree. No document type (so no entity of one's own, no bomb), no
 * processing instruction, no depth beyond the limit.
 * @throws XmlRefuse
 */
export function readXml(text: string, limits: { depth: number; elements: number }): XmlNode {
  const parser = new SaxesParser({ xmlns: true })
  const open: XmlNode[] = []
  let root: XmlNode | undefined
  let elements = 0
  const refuse = (why: string): never => {
    throw new XmlRefuse(why)
  }
  parser.on('error', (error) => refuse(error.message))
  parser.on('doctype', () => refuse('a document type is not allowed'))
  parser.on('processinginstruction', () => refuse('a processing instruction is not allowed'))
  parser.on('opentag', (tag) => {
    elements += 1
    if (elements > limits.elements || open.length >= limits.depth) refuse('too large a tree')
    const attributes = Object.values(tag.attributes)
      .filter((one) => one.uri !== XMLNS)
      .map((one) => [one.uri ? `{${one.uri}}${one.local}` : one.local, one.value] as const)
    const node: XmlNode = {
      uri: tag.uri,
      name: tag.local,
      attributes: new Map(attributes),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(node)
    root ??= node
    open.push(node)
  })
  const add = (piece: string): void => {
    const node = open.at(-1)
    if (node) node.text += piece
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  return root ?? refuse('no element')
}
