import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Contrat, type Element, IMPL, OBJ, OPERATIONS } from './contrat.ts'
import { readXml, type XmlNode } from './read-xml.ts'

const XSD = 'http://www.w3.org/2001/XMLSchema'

const named = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((child) => child.uri === XSD && child.name === name)

function elementOf(node: XmlNode): Element {
  const inner = named(node, 'complexType')
  const type = node.attributes.get('type')?.replace(/^.*:/, '') ?? (inner ? 'inline' : 'string')
  const many = node.attributes.get('maxOccurs') ?? '1'
  return {
    name: node.attributes.get('name') ?? '',
    type: type === 'int' ? 'string' : type,
    nillable: node.attributes.get('nillable') === 'true',
    optional: node.attributes.get('minOccurs') === '0',
    many: many !== '1',
    ...(inner ? { children: sequenceOf(inner) } : {}),
  }
}

const sequenceOf = (type: XmlNode): Element[] =>
  (named(type, 'sequence')?.children ?? []).filter((one) => one.name === 'element').map(elementOf)

/** The contract that a WSDL of Payline describes: one sequence per message and per type. */
export function readWsdl(text: string): Contrat {
  const schemas = readXml(text, { depth: 60, elements: 100_000 })
    .children.filter((one) => one.name === 'types')
    .flatMap((types) => types.children)
  const within = (uri: string): XmlNode[] =>
    schemas.filter((one) => one.attributes.get('targetNamespace') === uri).flatMap((one) => one.children)
  const wanted = new Set(Object.keys(OPERATIONS).flatMap((name) => [`${name}Request`, `${name}Response`]))
  const messages = within(IMPL)
    .filter((one) => one.name === 'element' && wanted.has(one.attributes.get('name') ?? ''))
    .map((one) => [one.attributes.get('name') ?? '', elementOf(one).children ?? []] as const)
  const types = within(OBJ)
    .filter((one) => one.name === 'complexType')
    .map((one) => [one.attributes.get('name') ?? '', sequenceOf(one)] as const)
  if (messages.length !== wanted.size) throw new Error('this WSDL lacks an operation that is simulated')
  return { messages: Object.fromEntries(messages), types: Object.fromEntries(types) }
}

/** The published contract, from the folder that holds `WebPaymentAPI.wsdl`. */
export function readPublishedContrat(folder: string): Contrat {
  return readWsdl(readFileSync(join(folder, 'WebPaymentAPI.wsdl'), 'utf8'))
}
