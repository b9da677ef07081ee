import { describe, expect, it } from 'vitest'
import { cellule } from './cellule.ts'

describe('a cell', () => {
  it.each([
    ['aide', 'aide'],
    ['=1+1', "'=1+1"],
    ['+33', "'+33"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\tx', "'\tx"],
    ['\r=1', `"'\r=1"`],
    ['=a;"b"', `"'=a;""b"""`],
    ['a;b', '"a;b"'],
    ['a "b"', '"a ""b"""'],
  ])('%j', (text, cell) => expect(cellule(text)).toBe(cell))
})
