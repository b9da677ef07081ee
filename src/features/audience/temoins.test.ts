import { describe, expect, it } from 'vitest'
import { hasGpc, readCookie, refuses, temoins } from './temoins.ts'

const VUE = { nouvelle: true, temoin: { faitLe: '2026-11-25', demiHeure: 34 }, maxAgeSeconds: 7 }

describe('the cookies', () => {
  it('go to /mesure alone, to no script, and over https alone where the portal stands on it', () => {
    expect(temoins(true).visite(VUE)).toBe(
      'visite=2026-11-25.34; Path=/mesure; Max-Age=7; HttpOnly; SameSite=Lax; Secure',
    )
    const { refus, sansRefus, sansVisite, visite } = temoins(false)
    expect(visite(VUE)).toBe('visite=2026-11-25.34; Path=/mesure; Max-Age=7; HttpOnly; SameSite=Lax')
    expect(refus()).toBe('mesure=non; Path=/mesure; Max-Age=33955200; HttpOnly; SameSite=Lax')
    expect(sansRefus()).toBe('mesure=; Path=/mesure; Max-Age=0; HttpOnly; SameSite=Lax')
    expect(sansVisite()).toBe('visite=; Path=/mesure; Max-Age=0; HttpOnly; SameSite=Lax')
  })

  it('are read by their whole name, once', () => {
    const read = (cookie?: string) => readCookie(cookie === undefined ? {} : { cookie }, 'visite')
    expect(read('a=b; visite=x; visiteur=y')).toBe('x')
    for (const cookie of [undefined, '', 'avisite=x', 'visite', 'visite=x; visite=y', 'Visite=x'])
      expect(read(cookie)).toBeUndefined()
  })

  it('say no in one way only, the browser in another', () => {
    expect(refuses({ cookie: 'mesure=non' })).toBe(true)
    expect(refuses({ cookie: 'mesure=oui' })).toBe(false)
    expect([hasGpc({ 'sec-gpc': '1' }), hasGpc({ 'sec-gpc': '0' }), hasGpc({})]).toEqual([true, false, false])
  })
})
