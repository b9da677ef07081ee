import { z } from 'zod'
import type { ConfigPayline } from '../features/paiements/index.ts'

/** The variables of payment. All absent: nothing is paid on line. */
export const variablesDePaiement = {
  PAYLINE_ENV: z.enum(['homologation', 'production', 'simulateur']).optional(),
  PAYLINE_MERCHANT_ID: z
    .string()
    .regex(/^\w{1,50}$/, 'letters and figures')
    .optional(),
  PAYLINE_ACCESS_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/, 'no space, 8 characters or more')
    .optional(),
  PAYLINE_CONTRACT: z
    .string()
    .regex(/^[\w.-]{1,50}$/, 'letters and figures')
    .optional(),
  PAYLINE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
}

const variables = z.object(variablesDePaiement)

const addresses = {
  homologation: {
    base: 'https://homologation.payline.com/V4/services/',
    webHosts: ['homologation-webpayment.payline.com', 'homologation-payment.payline.com'],
    directory: 'https://homologation-payment.payline.com/services/servicesendpoints/SOAP/',
  },
  production: {
    base: 'https://services.payline.com/V4/services/',
    webHosts: ['webpayment.payline.com', 'payment.payline.com'],
    directory: 'https://payment.payline.com/services/servicesendpoints/SOAP/',
  },
} as const

/**
 * How the portal is paid, from the variables that were read; undefined when there are none.
 * @throws when some are there and others missing, naming them; when a public portal would pay a simulator
 */
export function paiementOf(e: z.infer<typeof variables>, publicOrigin: string): ConfigPayline | undefined {
  if (Object.keys(variablesDePaiement).every((name) => e[name as keyof typeof e] === undefined))
    return undefined
  const { PAYLINE_ENV, PAYLINE_MERCHANT_ID, PAYLINE_ACCESS_KEY, PAYLINE_CONTRACT, PAYLINE_URL } = e
  if (!PAYLINE_ENV || !PAYLINE_MERCHANT_ID || !PAYLINE_ACCESS_KEY || !PAYLINE_CONTRACT) {
    const missing = (
      ['PAYLINE_ENV', 'PAYLINE_MERCHANT_ID', 'PAYLINE_ACCESS_KEY', 'PAYLINE_CONTRACT'] as const
    )
      .filter((name) => !e[name])
      .join(', ')
    throw new Error(`Configuration refused:\n✖ payment needs all of its variables\n  → at ${missing}`)
  }
  if ((PAYLINE_ENV === 'simulateur') !== (PAYLINE_URL !== undefined))
    throw new Error(
      'Configuration refused:\n✖ an address for the simulator, and only for it\n  → at PAYLINE_URL',
    )
  if (PAYLINE_ENV === 'simulateur' && isPublic(publicOrigin))
    throw new Error(
      `Configuration refused:\n✖ people would believe that they pay: no simulator on a portal that the public reaches (${publicOrigin}); set « homologation » or « production », or take the variables of payment away\n  → at PAYLINE_ENV`,
    )
  const { directory, ...places } = placesOf(PAYLINE_ENV, PAYLINE_URL ?? '')
  return {
    environment: PAYLINE_ENV,
    merchantId: PAYLINE_MERCHANT_ID,
    accessKey: PAYLINE_ACCESS_KEY,
    contract: PAYLINE_CONTRACT,
    ...places,
    directory: directory + PAYLINE_MERCHANT_ID,
  }
}

const HERE = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether people other than developers reach the portal there. */
const isPublic = (origin: string): boolean => {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' && !HERE.has(hostname) && !hostname.endsWith('.localhost')
}

/** Payments that look real on a portal that the public reaches, and take no money. */
export const isTrialOfPayment = (config: ConfigPayline | undefined, publicOrigin: string): boolean =>
  config?.environment === 'homologation' && isPublic(publicOrigin)

const placesOf = (environment: ConfigPayline['environment'], simulator: string) =>
  environment === 'simulateur'
    ? {
        base: `${simulator}/V4/services/`,
        webHosts: [new URL(simulator).host],
        directory: `${simulator}/services/servicesendpoints/SOAP/`,
      }
    : addresses[environment]
