import { describe, expect, it } from 'vitest'
import { renderMarkdown } from './render-markdown.ts'

describe('renderMarkdown', () => {
  it('takes the title out and lists the sections with anchors', () => {
    const texte = renderMarkdown('# Mon **titre**\n\nBonjour.\n\n## À l’été\n\nOui.\n\n## À l’été\n')
    expect(texte.titre).toBe('Mon titre')
    expect(texte.sommaire).toEqual([
      { id: 'a-l-ete', texte: 'À l’été' },
      { id: 'a-l-ete-2', texte: 'À l’été' },
    ])
    expect(texte.html).toContain('<h2 id="a-l-ete">À l’été</h2>')
    expect(texte.html).not.toContain('<h1')
  })

  it('lets no tag and no script address through', () => {
    const { html } = renderMarkdown(
      '# T\n\n<script>alert(1)</script>\n\n[ici](javascript:alert(1)) <img src=x onerror=alert(1)>',
    )
    expect(html).not.toMatch(/<script|<img|href="javascript/)
    expect(html).toContain('&lt;script&gt;')
  })

  it('names a heading that has no letter, and two that would take the name of another', () => {
    const { sommaire } = renderMarkdown('# T\n\n## ?\n\n## Aide 2\n\n## Aide\n\n## Aide\n\n## Contenu\n')
    expect(sommaire.map(({ id }) => id)).toEqual(['partie', 'aide-2', 'aide', 'aide-3', 'contenu-2'])
  })

  it('lets a wide table scroll by itself, by the keys too', () => {
    const { html } = renderMarkdown('# T\n\n| a | b |\n|---|---|\n| c | d |\n')
    expect(html).toContain('<div class="tableau" role="group" aria-label="Tableau" tabindex="0"><table>')
    expect(html.trim()).toMatch(/<\/table><\/div>$/)
  })

  it('says the alignment of a table by a class: a style is forbidden on our pages', () => {
    const { html } = renderMarkdown('# T\n\n| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n')
    expect(html).not.toContain('style=')
    expect(html.match(/<t[hd](?: [^>]*)?>/g)).toEqual(
      ['th', 'td'].flatMap((tag) => [
        `<${tag} class="a-gauche">`,
        `<${tag} class="au-centre">`,
        `<${tag} class="a-droite">`,
        `<${tag}>`,
      ]),
    )
  })

  it('shows the words of an image, never the image', () => {
    const { html, titre } = renderMarkdown(
      '# T ![ici](https://a.example/b.png)\n\nVoir ![le <plan>](https://a.example/b.png) et ![x](data:image/png;base64,AA).',
    )
    expect(html).toBe('<p>Voir le &lt;plan&gt; et x.</p>\n')
    expect(titre).toBe('T ici')
  })

  it.each(['# Deux', 'Deux\n===', '> # Deux', '- # Deux'])('makes a part of a second title, %j', (second) => {
    const { html, sommaire } = renderMarkdown(`# Un\n\n${second}\n`)
    expect(html).toContain('<h2 id="deux">Deux</h2>')
    expect(html).not.toContain('h1')
    expect(sommaire).toEqual([{ id: 'deux', texte: 'Deux' }])
  })

  // The longest text that is accepted, made of one thing only: a cost in its square would take minutes.
  it.each([
    '## a\n',
    '> ',
    '- ',
    '[a](',
    '![a',
    '*a ',
    '`a',
    '|a',
    '|a|b|\n|-|-|\n',
    '[a]: b\n',
    '&#',
    '<a ',
    '« 1 000 ',
  ])('renders a hundred thousand characters of %j at once', (one) => {
    const text = `# T\n\n${one.repeat(100_000 / one.length)}`
    const start = performance.now()
    renderMarkdown(text)
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('refuses a text without a title', () => {
    expect(() => renderMarkdown('Bonjour.')).toThrow(/Title/)
  })
})
