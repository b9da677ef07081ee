const NAVIGATEURS = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMES = [
  [/Android/, 'un appareil Android'],
  [/iPhone|iPad/, 'un iPhone ou un iPad'],
  [/Windows/, 'un ordinateur Windows'],
  [/Macintosh/, 'un Mac'],
  [/Linux/, 'un ordinateur Linux'],
] as const

/** « Firefox sur un ordinateur Windows »: enough for a person to recognise a session, and no more. */
export function appareilDe(userAgent: string | undefined): string {
  const find = (table: readonly (readonly [RegExp, string])[]): string | undefined =>
    table.find(([sign]) => sign.test(userAgent ?? ''))?.[1]
  return `${find(NAVIGATEURS) ?? 'Un navigateur'} sur ${find(SYSTEMES) ?? 'un appareil'}`
}
