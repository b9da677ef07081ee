export type { ConfigPayline } from './payline/config-payline.ts'
