import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validateXML } from 'xmllint-wasm'

const root = join(import.meta.dirname, '../../../..')
const services = ['WebPaymentAPI', 'DirectPaymentAPI', 'ExtendedAPI'] as const

/** Where the published descriptions are, beside the checkout; undefined when they are not: they are not ours to ship. */
export const wsdlFolder = [process.env.PAYLINE_WSDL_DIR, join(root, '../shared/payline')].find(
  (folder) => folder && services.every((service) => existsSync(join(folder, `${service}.wsdl`))),
)

/** What the tests say where they are absent. */
export const NO_WSDL = `no WSDL of Payline in ../shared/payline nor PAYLINE_WSDL_DIR: envelopes are not held to its schema`

/** SOAP 1.1 as far as it is used: one Body, one element that the other schemas know. */
const SOAP_SCHEMA = `<schema xmlns="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://schemas.xmlsoap.org/soap/envelope/">
  <import namespace="http://impl.ws.payline.experian.com" schemaLocation="impl.xsd"/>
  <element name="Envelope"><complexType><sequence>
    <element name="Body"><complexType><sequence><any namespace="##other" processContents="strict"/></sequence></complexType></element>
  </sequence></complexType></element>
</schema>`

/** Holds envelopes to the types of one published description. @returns what libxml2 finds wrong, by name of envelope */
export async function validate(
  service: (typeof services)[number],
  envelopes: Readonly<Record<string, string>>,
) {
  const wsdl = readFileSync(join(wsdlFolder ?? '', `${service}.wsdl`), 'utf8')
  const [impl, obj, ...others] = [...wsdl.matchAll(/<schema\b[\s\S]*?<\/schema>/g)].map(([schema]) =>
    schema
      .replace(
        '<schema ',
        '<schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns1="http://obj.ws.payline.experian.com" xmlns:impl="http://impl.ws.payline.experian.com" ',
      )
      .replace(/(<import namespace="http:\/\/obj\.[^"]*")/, '$1 schemaLocation="obj.xsd"')
      // An attribute of WSDL that schemas do not know; two elements carry it by mistake.
      .replaceAll(' wsdl:required="true"', ''),
  )
  if (!impl || !obj || others.length > 0) throw new Error(`${service}.wsdl no longer has two schemas`)
  const { errors, rawOutput } = await validateXML({
    xml: Object.entries(envelopes).map(([name, contents]) => ({ fileName: `${name}.xml`, contents })),
    schema: [{ fileName: 'soap.xsd', contents: SOAP_SCHEMA }],
    preload: [
      { fileName: 'impl.xsd', contents: impl },
      { fileName: 'obj.xsd', contents: obj },
    ],
  })
  return { errors: errors.map(({ message }) => message), rawOutput }
}
