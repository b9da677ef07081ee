import { expect, it } from 'vitest'
import { inspectMarkdown } from './inspect-markdown.ts'

it.each([
  ['Bonjour.', 0, 0],
  ['# Un', 1, 0],
  ['Un\n=', 1, 0],
  ['  Un\nsur deux lignes\n======', 1, 0],
  ['> # Un\n\n- # Deux', 2, 0],
  ['# \t', 1, 0],
  ['#Un mot-clé', 0, 0],
  ['    # du code', 0, 0],
  ['```\n# du code\n```', 0, 0],
  ['## Deux\n\nTrois\n---', 0, 0],
  ['![a](https://a.example/b.png)', 0, 1],
  ['![a][b] [![c](/d)](/e)\n\n[b]: /f', 0, 2],
  ['| ![a](/b) |\n|---|\n| ![a](/b) |', 0, 2],
  ['\\![a](/b) `![a](/b)`', 0, 0],
])('%j', (source, titres, images) => expect(inspectMarkdown(source)).toEqual({ titres, images }))
