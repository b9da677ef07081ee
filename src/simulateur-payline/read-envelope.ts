import { type Contrat, type Element, IMPL, isOperation, OBJ, type Operation, SOAP, XSI } from './contrat.ts'
import { readXml, type XmlNode, XmlRefuse } from './read-xml.ts'

/** What an element says: text, nil, a group, or several. */
export type Valeur = string | null | Valeurs | readonly Valeur[]
export interface Valeurs {
  readonly [name: string]: Valeur | undefined
}

/** The envelope is not one that the WSDL allows: answered by a SOAP fault, nothing is done. */
export class EnveloppeRefusee extends Error {}

const LIMITS = { depth: 24, elements: 5_000 }

/**
 * Reads a request as strictly as the schema is written: namespaces, order, nil, nothing missing, nothing surplus.
 * @throws EnveloppeRefusee with the path of what is wrong
 */
export function readEnvelope(contrat: Contrat, body: string): { operation: Operation; valeurs: Valeurs } {
  const root = parsed(body)
  if (root.uri !== SOAP || root.name !== 'Envelope') refuse('not a SOAP 1.1 envelope')
  const parts = root.children
  const soapBody = parts.at(-1)
  if (!soapBody || soapBody.uri !== SOAP || soapBody.name !== 'Body') return refuse('no Body at the end')
  const headers = parts.slice(0, -1)
  if (headers.length > 1 || headers.some((one) => one.uri !== SOAP || one.name !== 'Header'))
    refuse('surplus beside the Body')
  const [request, ...surplus] = soapBody.children
  if (!request || surplus.length > 0) return refuse('the Body must hold one element')
  const operation = request.name.replace(/Request$/, '')
  if (request.uri !== IMPL || !request.name.endsWith('Request') || !isOperation(operation))
    return refuse(`unknown request {${request.uri}}${request.name}`)
  const elements = contrat.messages[request.name] ?? []
  return { operation, valeurs: readSequence(contrat, request, elements, IMPL, request.name) }
}

function refuse(why: string): never {
  throw new EnveloppeRefusee(why)
}

function parsed(body: string): XmlNode {
  try {
    return readXml(body, LIMITS)
  } catch (error) {
    if (error instanceof XmlRefuse) return refuse(error.message)
    throw error
  }
}

function readSequence(
  contrat: Contrat,
  node: XmlNode,
  elements: readonly Element[],
  uri: string,
  path: string,
): Valeurs {
  if (node.text.trim() !== '') refuse(`${path}: text between elements`)
  const left = [...node.children]
  const valeurs: Record<string, Valeur> = {}
  for (const element of elements) {
    const found: Valeur[] = []
    while (left[0]?.name === element.name && left[0].uri === uri && (element.many || found.length === 0)) {
      const child = left.shift()
      if (child) found.push(readElement(contrat, child, element, `${path}/${element.name}`))
    }
    if (found.length === 0 && !element.optional)
      refuse(`${path}/${element.name}: missing, or not in its place`)
    if (found.length > 0) valeurs[element.name] = element.many ? found : (found[0] ?? null)
  }
  const surplus = left[0]
  if (surplus) refuse(`${path}: surplus or misplaced element {${surplus.uri}}${surplus.name}`)
  return valeurs
}

const NIL = `{${XSI}}nil`

function readElement(contrat: Contrat, node: XmlNode, element: Element, path: string): Valeur {
  for (const name of node.attributes.keys())
    if (!name.startsWith(`{${XSI}}`)) refuse(`${path}: surplus attribute ${name}`)
  if (['true', '1'].includes(node.attributes.get(NIL) ?? '')) {
    if (!element.nillable) refuse(`${path}: may not be nil`)
    if (node.children.length > 0 || node.text !== '') refuse(`${path}: nil and not empty`)
    return null
  }
  if (element.type === 'any') return refuse(`${path}: not simulated, must be nil or absent`)
  const children = element.children ?? contrat.types[element.type]
  if (children) return readSequence(contrat, node, children, OBJ, path)
  if (node.children.length > 0) refuse(`${path}: holds elements where text is expected`)
  if (element.type === 'boolean' && !/^(true|false|0|1)$/.test(node.text.trim()))
    refuse(`${path}: not a boolean`)
  return node.text
}
