import { calculateJwkThumbprint, exportJWK } from 'jose'
import { expect, test } from 'vitest'
import { verifyProof } from '../platform/session/proof.ts'
import { makeKeys, makeProof } from './proof.ts'

test('what the browser signs is what the server accepts', async () => {
  const keys = await makeKeys()
  const body = new TextEncoder().encode('nom=Martin')
  const url = new URL('https://portail.example/espace/demandes?page=2')
  const proof = await makeProof({ keys, method: 'POST', url, nonce: 'n', token: 'jeton', body })
  const thumbprint = await calculateJwkThumbprint(await exportJWK(keys.publicKey))
  const request = { headers: [proof], method: 'POST', path: '/espace/demandes', body: Buffer.from(body) }
  const expected = {
    publicOrigin: 'https://portail.example',
    acceptsNonce: (nonce: string) => nonce === 'n',
    session: { token: 'jeton', thumbprint },
  }
  expect(await verifyProof(request, expected)).toMatchObject({ thumbprint })
  expect(await verifyProof({ ...request, body: Buffer.from('nom=Autre') }, expected)).toBe('bd')
})

test('the private key cannot be read', async () => {
  const keys = await makeKeys()
  await expect(crypto.subtle.exportKey('jwk', keys.privateKey)).rejects.toThrow()
})
