import { describe, expect, test } from 'vitest'
import { collectiviteDEssai } from '../../../../test/support/collectivite.ts'
import type { CourrielContexte } from '../acte-d-agent.ts'
import { demarcheDEssai } from '../comptoir.fixture.ts'
import { complementDemande } from './complement-demande.ts'
import { decision } from './decision.ts'
import { priseEnCharge } from './prise-en-charge.ts'

const REFERENCE = 'PR26-7KQ4-XM9T'

const contexte = (effet: 'rejet' | 'acceptation'): CourrielContexte => ({
  deps: {
    publicOrigin: 'https://espace.essai.example',
    collectivite: collectiviteDEssai,
    mailIdentity: collectiviteDEssai,
  },
  prenom: 'Élodie',
  reference: REFERENCE,
  demarche: demarcheDEssai('aide', 'Aide à la rentrée', effet),
})

const EXEMPLES = {
  'prise-en-charge': priseEnCharge(contexte('rejet')),
  'complement-demande, silence = rejet': complementDemande(contexte('rejet'), {
    nombre: 2,
    echeance: '2026-12-23',
  }),
  'complement-demande, silence = acceptation': complementDemande(contexte('acceptation'), {
    nombre: 1,
    echeance: '2027-01-01',
  }),
  decision: decision(contexte('rejet')),
}

describe.each(Object.entries(EXEMPLES))('%s', (_, courriel) => {
  test('reads as it was reviewed', () => {
    expect({ modele: courriel.modele, sujet: courriel.sujet, texte: courriel.texte }).toMatchSnapshot()
  })

  test('leads to the demande, by the screen, the telephone and the post', () => {
    for (const form of [courriel.texte, courriel.html]) {
      expect(form).toContain(`https://espace.essai.example/espace/demandes/${REFERENCE}`)
      expect(form).toContain('01 99 00 12 34')
      expect(form).toContain('Service des aides, 1 place de la Preuve, 99999 Essai')
    }
  })

  test('its subject tells neither who, nor what, nor how it ended', () => {
    expect(courriel.sujet).toContain(REFERENCE)
    expect(courriel.sujet).not.toMatch(/Élodie|rentrée|accept|refus|rejet|sans suite/i)
  })
})
