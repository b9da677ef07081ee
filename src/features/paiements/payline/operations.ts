/**
 * The five operations that are used. `effect`: what happens when one is carried out though no answer came. `failover`: as in
 * the publisher's own SDK (4.77): another endpoint may be asked again only where that cannot pay or refund twice.
 * getTransactionDetails could be repeated, but the SDK keeps it to the main endpoint, where refunds are made: whoever asks
 * whether a lost refund happened must not be answered by a site that has not heard of it.
 */
export const operations = {
  doWebPayment: { service: 'WebPaymentAPI', effect: 'session', failover: true },
  getWebPaymentDetails: { service: 'WebPaymentAPI', effect: 'none', failover: true },
  getTransactionDetails: { service: 'ExtendedAPI', effect: 'none', failover: false },
  doRefund: { service: 'DirectPaymentAPI', effect: 'money', failover: false },
  doReset: { service: 'DirectPaymentAPI', effect: 'money', failover: false },
} as const satisfies Record<
  string,
  {
    service: 'WebPaymentAPI' | 'DirectPaymentAPI' | 'ExtendedAPI'
    effect: 'none' | 'session' | 'money'
    failover: boolean
  }
>

export type Operation = keyof typeof operations
