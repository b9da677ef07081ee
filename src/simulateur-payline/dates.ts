const paris = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `dd/MM/yyyy HH:mm`, Europe/Paris. */
export function parisDate(moment: number): string {
  const parts = Object.fromEntries(paris.formatToParts(moment).map((one) => [one.type, one.value]))
  return `${parts.day}/${parts.month}/${parts.year} ${parts.hour}:${parts.minute}`
}

/** Whether a text is a date of the calendar in that form. */
export function isPaylineDate(text: string): boolean {
  const [, day, month, year, hour, minute] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)$/.exec(text) ?? []
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`)
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day)
}
