import { describe, expect, test } from 'vitest'
import { domainOf, isEmail } from './email.ts'

describe('isEmail', () => {
  test.each([
    'lee@acme.example',
    'lee.park+work@mail.acme.example',
    "o'neil_1@acme.example",
    'jörg@bücher.example',
    '李@例子.example',
    `${'a'.repeat(64)}@acme.example`,
  ])('%s is one', (text) => {
    expect(isEmail(text)).toBe(true)
  })

  test.each([
    ['no @', 'lee'],
    ['nothing before it', '@acme.example'],
    ['nothing after it', 'lee@'],
    ['a domain of one label', 'lee@localhost'],
    ['two addresses', 'lee@acme.example,eve@globex.example'],
    ['a second @', 'lee@globex.example@acme.example'],
    ['a quoted local part', '"lee@globex.example"@acme.example'],
    ['a space', 'lee@ acme.example'],
    ['a line break', 'lee@acme.example\nBcc: eve@globex.example'],
    ['a dot at an end', '.lee@acme.example'],
    ['two dots', 'lee..park@acme.example'],
    ['a trailing dot', 'lee@acme.example.'],
    ['a soft hyphen that nobody sees', 'lee@ac\u00ADme.example'],
    ['a zero-width joiner', 'l\u200Dee@acme.example'],
    ['a variation selector', '1\uFE0F@acme.example'],
    ['a look-alike of the @', 'lee\uFF20acme.example'],
    ['an ideographic full stop', 'lee@acme\u3002example'],
    ['an IP address in brackets', 'lee@[192.0.2.1]'],
    ['a local part too long for mail', `${'a'.repeat(65)}@acme.example`],
    ['a label too long for a domain', `lee@${'a'.repeat(64)}.example`],
  ])('%s is refused', (_what, text) => {
    expect(isEmail(text)).toBe(false)
  })

  test('is decided at once, however the text is built', () => {
    const began = performance.now()
    isEmail(`${'a.'.repeat(50_000)}@${'b.'.repeat(50_000)}`)
    isEmail(`${'-'.repeat(100_000)}@${'-'.repeat(100_000)}`)
    expect(performance.now() - began).toBeLessThan(200)
  })
})

test('a domain is compared in its ASCII form, whatever its case', () => {
  expect(domainOf('lee@BÜCHER.Example')).toBe('xn--bcher-kva.example')
  expect(domainOf('lee')).toBeUndefined()
})
