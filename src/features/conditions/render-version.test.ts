import { expect, it } from 'vitest'
import { createRenderVersion } from './render-version.ts'

it('renders a version once, and knows nothing of the versions of another portal', () => {
  const [here, there] = [createRenderVersion(), createRenderVersion()]
  const version = { texte: '*', numero: 1, markdown: '# Ici\n' }
  expect(here(version)).toBe(here(version))
  expect(here({ ...version, numero: 2, markdown: '# Deux\n' }).titre).toBe('Deux')
  expect(there({ ...version, markdown: '# Là-bas\n' }).titre).toBe('Là-bas')
})
