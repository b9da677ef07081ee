import { encode } from 'uqr'

/** A QR code, black on white whatever the colours around it. One path, no inline style. */
export function QrCode({ texte, libelle }: { texte: string; libelle: string }) {
  const { data, size } = encode(texte, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width="224"
      height="224"
      role="img"
      aria-label={libelle}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
