/** Line drawings on a 24-unit grid, ours; decorative: the words beside them say everything. */
const TRACES = {
  info: 'M12 11v6M12 7.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  succes: 'm7.5 12.5 3 3 6-6.5M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  attention: 'M12 9v5M12 17.2v.01M12 3.5 22 20.5H2z',
  danger: 'M12 7v6M12 16.5v.01M8 3h8l5 5v8l-5 5H8l-5-5V8z',
  attente: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  ici: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  calendrier: 'M4 6h16v14H4zM4 10.5h16M8.5 3v5M15.5 3v5',
  courrier: 'M3 6h18v12H3zM3 7l9 7 9-7',
  telephone: 'M5 3h4l2 5-2.5 1.8a13 13 0 0 0 5.7 5.7L16 13l5 2v4c0 1-1 2-2 2C10 21 3 14 3 5c0-1 1-2 2-2z',
  imprimer: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  dossier: 'M3 6h7l2 2.5h9V19H3z',
} as const

export type NomIcone = keyof typeof TRACES

export function Icone({ nom }: { nom: NomIcone }) {
  return (
    <svg class="icone" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={TRACES[nom]} />
    </svg>
  )
}
