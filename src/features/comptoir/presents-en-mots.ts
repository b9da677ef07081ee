/** « Sophie Martin a cette demande ouverte. », '' when nobody else has. */
export function presentsEnMots(noms: readonly string[]): string {
  if (noms.length === 0) return ''
  if (noms.length === 1) return `${noms[0]} a cette demande ouverte en ce moment.`
  return `${noms.slice(0, -1).join(', ')} et ${noms.at(-1)} ont cette demande ouverte en ce moment.`
}
