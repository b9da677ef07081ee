/** How Payline is reached, and as whom. */
export interface ConfigPayline {
  environment: 'homologation' | 'production' | 'simulateur'
  merchantId: string
  accessKey: string
  /** The contract of the merchant with its bank (VAD). */
  contract: string
  /** Where the three services are, with its last slash: `https://services.payline.com/V4/services/`. */
  base: string
  /** Where a browser may be sent to pay, as host or host:port. Nowhere else. */
  webHosts: readonly string[]
  /** The directory of endpoints; without it `base` is the only one. */
  directory?: string
}
