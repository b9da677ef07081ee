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
