import { describe, expect, it } from 'vitest'
import { renderMarkdown, withFrenchSpaces } from './render-markdown.ts'

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

  it('refuses a text without a title', () => {
    expect(() => renderMarkdown('Bonjour.')).toThrow(/Title/)
  })
})

describe('withFrenchSpaces', () => {
  it.each([
    ['Pourquoi ?', 'Pourquoi\u00a0?'],
    ['« oui »', '«\u00a0oui\u00a0»'],
    ['45 000 euros', '45\u00a0000\u00a0euros'],
    ['article L. 112-9', 'article L.\u00a0112-9'],
    ['à 18 h 34', 'à 18\u00a0h\u00a034'],
    ['10 Mo au plus', '10\u00a0Mo au plus'],
    ['la loi n° 2004-575', 'la loi n°\u00a02004-575'],
    ['https://exemple.fr', 'https://exemple.fr'],
    ['le 4 mai 2015', 'le 4 mai 2015'],
  ])('%s', (before, after) => expect(withFrenchSpaces(before)).toBe(after))
})
