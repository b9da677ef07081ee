/** Where to go in a long page, in its order; it stays in sight on a wide screen. */
export function DansLaPage({ liens }: { liens: readonly (readonly [id: string, mots: string])[] }) {
  return (
    <nav aria-label="Dans cette page" class="dans-la-page">
      <ul>
        {liens.map(([id, mots]) => (
          <li>
            <a href={`#${id}`}>{mots}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
