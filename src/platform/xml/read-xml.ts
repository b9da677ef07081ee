import { SaxesParser, type SaxesTagNS } from 'saxes'

export interface XmlElement {
  /** Namespace; empty when none. */
  uri: string
  local: string
  /** Attributes by `{namespace}local`; declarations of namespaces are not among them. */
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** Everything between the tags of an element without children; empty otherwise. */
  text: string
}

/** A document that is not the plain XML that machines exchange. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused'
}

const MAX_DEPTH = 32
const MAX_ELEMENTS = 20_000
const XMLNS = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads a document strictly: well-formed, every prefix declared, UTF-8, and none of what SOAP 1.1 §3 forbids (document type,
 * hence entities of its own and anything external; processing instructions). No text beside elements.
 * The caller bounds the size: time and memory are in proportion to it.
 * @throws XmlRefused
 */
export function readXml(content: Uint8Array): XmlElement {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new XmlRefused('not UTF-8')
  }
  const tree = new Tree()
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && encoding.toLowerCase() !== 'utf-8') throw new XmlRefused('an encoding other than UTF-8')
  })
  parser.on('doctype', () => {
    throw new XmlRefused('a document type')
  })
  parser.on('processinginstruction', () => {
    throw new XmlRefused('a processing instruction')
  })
  parser.on('error', (error) => {
    throw new XmlRefused(error.message)
  })
  parser.on('opentag', (tag) => tree.open(tag))
  parser.on('closetag', () => tree.close())
  parser.on('text', (piece) => tree.write(piece))
  parser.on('cdata', (piece) => tree.write(piece))
  parser.write(text).close()
  return tree.root()
}

class Tree {
  readonly #open: XmlElement[] = []
  #root: XmlElement | undefined
  #elements = 0

  open(tag: SaxesTagNS): void {
    this.#elements += 1
    if (this.#elements > MAX_ELEMENTS) throw new XmlRefused('too many elements')
    if (this.#open.length === MAX_DEPTH) throw new XmlRefused('too deep')
    const attributes = Object.values(tag.attributes).filter(({ uri }) => uri !== XMLNS)
    const element: XmlElement = {
      uri: tag.uri,
      local: tag.local,
      attributes: new Map(attributes.map(({ uri, local, value }) => [`{${uri}}${local}`, value])),
      children: [],
      text: '',
    }
    this.#open.at(-1)?.children.push(element)
    this.#root ??= element
    this.#open.push(element)
  }

  close(): void {
    const element = this.#open.pop()
    if (!element || element.children.length === 0) return
    if (element.text.trim() !== '') throw new XmlRefused(`text beside elements in ${element.local}`)
    element.text = ''
  }

  /** Pieces that a comment or a CDATA section cuts are one text: reading the first alone would shorten what was written. */
  write(piece: string): void {
    const element = this.#open.at(-1)
    if (element) element.text += piece
  }

  root(): XmlElement {
    if (!this.#root) throw new XmlRefused('empty')
    return this.#root
  }
}
