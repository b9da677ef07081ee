import { describe, expect, it } from 'vitest'
import { readXml, XmlRefused } from './read-xml.ts'

const read = (text: string) => readXml(Buffer.from(text))

it('reads elements, namespaces, attributes and text', () => {
  const root = read(
    '<?xml version="1.0" encoding="utf-8"?><!-- c --><a:r xmlns:a="urn:a" xmlns="urn:b" a:k="v&amp;&#65;"> <b>1<!---->2<![CDATA[<3]]></b><a:c/></a:r>',
  )
  expect(root).toMatchObject({ uri: 'urn:a', local: 'r', text: '' })
  expect([...root.attributes]).toEqual([['{urn:a}k', 'v&A']])
  // A comment in a number must not shorten it.
  expect(root.children).toMatchObject([
    { uri: 'urn:b', local: 'b', text: '12<3' },
    { uri: 'urn:a', local: 'c', text: '' },
  ])
})

describe('refuses', () => {
  it.each([
    ['nothing', ''],
    ['text alone', 'Bad gateway'],
    ['HTML', '<!doctype html><html><body><br></body></html>'],
    ['a document type', '<!DOCTYPE r><r/>'],
    ['a bomb', '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;</r>'],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['an external parameter entity', '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><r/>'],
    ['an undeclared entity', '<r>&nbsp;</r>'],
    ['a processing instruction', '<r><?php x?></r>'],
    ['a style sheet', '<?xml-stylesheet href="x"?><r/>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><r/>'],
    ['an undeclared prefix', '<a:r/>'],
    ['an unclosed element', '<r><a></r>'],
    ['an answer that was cut', '<r><a>1</a'],
    ['two roots', '<r/><r/>'],
    ['text after the root', '<r/>x'],
    ['an attribute twice', '<r a="1" a="2"/>'],
    ['an attribute twice by two prefixes', '<r xmlns:a="urn:a" xmlns:b="urn:a" a:k="1" b:k="2"/>'],
    ['text beside elements', '<r>1<a/></r>'],
    ['a character that XML has not', '<r>\u0000</r>'],
    ['one by its number', '<r>&#0;</r>'],
    ['too deep', '<a>'.repeat(33) + '</a>'.repeat(33)],
    ['a depth bomb', '<a>'.repeat(300_000)],
    ['too many elements', `<r>${'<a/>'.repeat(20_001)}</r>`],
  ])('%s', (_what, text) => {
    expect(() => read(text)).toThrow(XmlRefused)
  })

  it('what is not UTF-8', () => {
    expect(() => readXml(Buffer.from('<r>é</r>', 'latin1'))).toThrow(XmlRefused)
    expect(() => readXml(Buffer.from('<r/>', 'utf16le'))).toThrow(XmlRefused)
  })
})

it.each([
  ['attributes', `<r ${Array.from({ length: 60_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`],
  ['namespaces', `<r ${Array.from({ length: 30_000 }, (_, n) => `xmlns:a${n}="urn:${n}"`).join(' ')}/>`],
  ['one text', `<r>${'&amp;'.repeat(200_000)}</r>`],
  ['spaces', `<r>${' '.repeat(1_000_000)}<a/></r>`],
])('a megabyte of %s takes its share of time, no more', (_what, text) => {
  const started = performance.now()
  expect(read(text).local).toBe('r')
  expect(performance.now() - started).toBeLessThan(5_000)
})
