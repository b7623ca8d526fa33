import { expect, test } from 'vitest'
import { initials } from './initials.ts'

test.each([
  ['Lee Park', 'LP'],
  ['Maria da Silva Santos', 'MS'],
  ['ångström', 'Å'],
  ['  ', ''],
  ['李 小龙', '李小'],
  ['👩‍🚀 Ripley', '👩‍🚀R'],
])('%s has the initials %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
