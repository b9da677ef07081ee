import { expect, test } from 'vitest'
import { transitions } from './demande.ts'
import { timelineOf } from './timeline.ts'

test('every change of state has its words', () => {
  for (const { journal } of Object.values(transitions)) {
    expect(timelineOf([{ le: new Date(0), action: journal }]), journal).toHaveLength(1)
  }
})

test('what is not the person’s to read stays out', () => {
  expect(timelineOf([{ le: new Date(0), action: 'piece.consultee' }])).toEqual([])
})
