import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test.each([
  ['/', '/'],
  ['/portal/guo1/users?q=a%20b&status=ACTIVE#top', '/portal/guo1/users?q=a%20b&status=ACTIVE#top'],
  ['/a/../b', '/b'],
  ['/ä', '/%C3%A4'],
])('%s stays here', (text, path) => {
  expect(localPath(text)).toBe(path)
})

test.each([
  '',
  'portal',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/x\\..\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\u0000//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  ' /portal',
  '@evil.example',
  '.evil.example',
  `/${'a'.repeat(2000)}`,
])('%j leads elsewhere or nowhere', (text) => {
  expect(localPath(text)).toBeUndefined()
})
