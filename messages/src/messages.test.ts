import { describe, expect, test } from 'vitest'
import { type Catalogue, format, holes } from './format.ts'
import { negotiate } from './locale.ts'
import { pseudo, pseudoText } from './pseudo.ts'
import { catalogues, english, translate } from './translate.ts'
import { faults } from './en/faults.ts'
import { mails } from './en/mails.ts'
import { pages } from './en/pages.ts'
import { portal } from './en/portal.ts'

describe('catalogues', () => {
  test.each(['de', 'pseudo'] as const)('%s has every key with the same holes and nothing empty', (locale) => {
    const translated: Catalogue = catalogues[locale]
    const shapeOf = (catalogue: Catalogue) =>
      Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, holes(message)]))
    expect(shapeOf(translated)).toEqual(shapeOf(english))
    expect(
      Object.entries(translated)
        .filter(([, message]) => isEmpty(message))
        .map(([key]) => key),
    ).toEqual([])
  })

  test('no key is in two catalogues', () => {
    const parts = [portal, pages, mails, faults].map((part) => Object.keys(part).length)
    expect(Object.keys(english).length).toBe(parts.reduce((sum, count) => sum + count, 0))
  })

  test('the words keep to the rules: no please, no successfully, no exclamation mark', () => {
    const all = Object.entries(catalogues.en).concat(Object.entries(catalogues.de))
    expect(all.filter(([, message]) => /please|success|bitte |erfolgreich|!/i.test(JSON.stringify(message)))).toEqual(
      [],
    )
  })
})

describe('format', () => {
  test('fills holes and leaves an unknown one to be seen', () => {
    expect(format('en', '{a} and {b}', { a: 'x' })).toBe('x and {b}')
  })

  test('does not fill a hole that came in with a value', () => {
    expect(format('en', '{a}{b}', { a: '{b}', b: 'x' })).toBe('{b}x')
  })

  test('counts in the language', () => {
    expect(translate('en', 'users.count', { count: 1 })).toBe('1 user')
    expect(translate('en', 'users.count', { count: 1204 })).toBe('1,204 users')
    expect(translate('de', 'table.rows', { count: 1204 })).toBe('1.204 Einträge')
  })
})

describe('pseudo', () => {
  test('accents and lengthens the text, keeps the holes', () => {
    expect(pseudoText('Reset {name} now')).toBe('[Ŕéšéŧ {name} ñóŵ ~ ~ ~ ~]')
  })

  test('keeps the plural categories', () => {
    expect(pseudo({ a: { one: '{count} a', other: '{count} as' } })).toEqual({
      a: { one: '[{count} á ~ ~]', other: '[{count} áš ~ ~]' },
    })
  })
})

describe('negotiate', () => {
  test.each([
    ['de-CH,de;q=0.9,en;q=0.8', 'de'],
    ['fr,en;q=0.5,de;q=0.7', 'de'],
    ['de;q=0', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [['fr-FR', 'de-DE'], 'de'],
  ] as const)('%j is answered in %s', (accepted, language) => {
    expect(negotiate(accepted)).toBe(language)
  })
})

const isEmpty = (message: unknown): boolean =>
  typeof message === 'string' ? message.trim() === '' : Object.values(message as object).some(isEmpty)
