/** One element of a sequence of the contract. */
export interface Element {
  name: string
  /** `string`, `boolean`, `any` (not described: only nil or absent is taken), or the name of a type. */
  type: string
  nillable: boolean
  optional: boolean
  many: boolean
  /** Of an anonymous type. */
  children?: readonly Element[]
}

export const OPERATIONS = {
  doWebPayment: 'WebPaymentAPI',
  getWebPaymentDetails: 'WebPaymentAPI',
  doRefund: 'DirectPaymentAPI',
  doReset: 'DirectPaymentAPI',
  getTransactionDetails: 'ExtendedAPI',
} as const satisfies Record<string, string>

export type Operation = keyof typeof OPERATIONS
export type Service = (typeof OPERATIONS)[Operation]

/** What is said between a merchant and Payline: read from the published WSDL, or our own short form of it. */
export interface Contrat {
  /** The sequence of `{operation}Request` and `{operation}Response`. */
  messages: Readonly<Record<string, readonly Element[]>>
  types: Readonly<Record<string, readonly Element[]>>
}

export const IMPL = 'http://impl.ws.payline.experian.com'
export const OBJ = 'http://obj.ws.payline.experian.com'
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

export const isOperation = (name: string): name is Operation => Object.hasOwn(OPERATIONS, name)
