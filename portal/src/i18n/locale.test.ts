import { expect, test } from 'vitest'
import { startLocale } from './locale.ts'

const page = { search: '', stored: null, browser: ['fr-FR', 'de-DE'] }

test('the browser decides when nothing was chosen', () => {
  expect(startLocale(page)).toBe('de')
})

test('the choice of the person beats the browser', () => {
  expect(startLocale({ ...page, stored: 'en' })).toBe('en')
})

test('the address beats both, and nonsense is passed over', () => {
  expect(startLocale({ ...page, search: '?lang=pseudo', stored: 'en' })).toBe('pseudo')
  expect(startLocale({ ...page, search: '?lang=xx', stored: 'xx' })).toBe('de')
})
