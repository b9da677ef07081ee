import { type Contrat, type Element, IMPL, OBJ, OPERATIONS, type Service } from './contrat.ts'

const BUILT_IN = new Set(['string', 'boolean'])

function element(one: Element): string {
  const type = BUILT_IN.has(one.type)
    ? `xsd:${one.type}`
    : one.type === 'any'
      ? 'xsd:anyType'
      : `obj:${one.type}`
  const occurs = `${one.optional ? ' minOccurs="0"' : ''}${one.many ? ' maxOccurs="100"' : ''}`
  const start = `<xsd:element name="${one.name}" nillable="${one.nillable}"${occurs}`
  return one.children
    ? `${start}><xsd:complexType>${sequence(one.children)}</xsd:complexType></xsd:element>`
    : `${start} type="${type}"/>`
}

const sequence = (elements: readonly Element[]): string =>
  `<xsd:sequence>${elements.map(element).join('')}</xsd:sequence>`

/**
 * A WSDL of one service, for whoever wants to talk to the simulator with a SOAP library.
 * @param address where the service answers
 */
export function writeWsdl(contrat: Contrat, service: Service, address: string): string {
  const operations = Object.entries(OPERATIONS).flatMap(([name, of]) => (of === service ? [name] : []))
  const messages = Object.entries(contrat.messages).map(
    ([name, elements]) =>
      `<xsd:element name="${name}"><xsd:complexType>${sequence(elements)}</xsd:complexType></xsd:element>`,
  )
  const types = Object.entries(contrat.types).map(
    ([name, elements]) => `<xsd:complexType name="${name}">${sequence(elements)}</xsd:complexType>`,
  )
  const each = (write: (name: string) => string): string => operations.map(write).join('')
  const ends = '<soap:body use="literal"/>'
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions targetNamespace="${IMPL}" xmlns:impl="${IMPL}" xmlns:obj="${OBJ}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
<wsdl:types>
<xsd:schema elementFormDefault="qualified" targetNamespace="${IMPL}"><xsd:import namespace="${OBJ}"/>${messages.join('\n')}</xsd:schema>
<xsd:schema elementFormDefault="qualified" targetNamespace="${OBJ}">${types.join('\n')}</xsd:schema>
</wsdl:types>
${each((n) => ['Request', 'Response'].map((end) => `<wsdl:message name="${n}${end}"><wsdl:part name="parameters" element="impl:${n}${end}"/></wsdl:message>`).join(''))}
<wsdl:portType name="${service}">${each((n) => `<wsdl:operation name="${n}"><wsdl:input message="impl:${n}Request"/><wsdl:output message="impl:${n}Response"/></wsdl:operation>`)}</wsdl:portType>
<wsdl:binding name="${service}SoapBinding" type="impl:${service}"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${each((n) => `<wsdl:operation name="${n}"><soap:operation soapAction="${n}"/><wsdl:input>${ends}</wsdl:input><wsdl:output>${ends}</wsdl:output></wsdl:operation>`)}</wsdl:binding>
<wsdl:service name="${service}"><wsdl:port name="${service}" binding="impl:${service}SoapBinding"><soap:address location="${address}"/></wsdl:port></wsdl:service>
</wsdl:definitions>
`
}
