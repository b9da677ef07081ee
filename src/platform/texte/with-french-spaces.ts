/** The spaces that French typography keeps on one line: before : ; ? ! », after «, inside 45 000 and 04 76 00 38 38, before %, €. */
export function withFrenchSpaces(text: string): string {
  return text
    .replace(/ (?=[:;?!»%€])/g, '\u00a0')
    .replace(/(?<=«) /g, '\u00a0')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00a0')
    .replace(/(?<=\d) (?=(?:h|Mo|minutes?|heures?|secondes?|euros?|jours?|mois|ans?)\b)/g, '\u00a0')
    .replace(/(?<=\d[ \u00a0]h) (?=\d)/g, '\u00a0')
    .replace(/(?<!\d)0\d(?: \d\d){4}(?!\d)/g, (number) => number.replaceAll(' ', '\u00a0'))
    .replace(/(?<=\b(?:CS|BP|TSA|Cedex)) (?=\d)/g, '\u00a0')
    .replace(/(?<=\b(?:n°|art\.|L\.|R\.)) (?=\d)/gu, '\u00a0')
}
