import { describe, expect, test } from 'vitest'
import { newId } from '../kernel/ids.ts'
import type { CustomAttribute } from '../schemas/public.ts'
import { missingFaults, readProfile } from './profile-rules.ts'

const agency: CustomAttribute = {
  id: newId('attribute', new Date(0)),
  name: 'agency',
  title: 'Agency',
  description: '',
  type: 'string',
  itemType: 'string',
  isRequired: true,
  isIndexed: true,
  minLength: 2,
  maxLength: 80,
  minimum: undefined,
  maximum: undefined,
  pattern: undefined,
  format: undefined,
  choices: [],
}
const read = (profile: Readonly<Record<string, unknown>>) => readProfile(profile, [agency])
const faultOf = (name: string, value: unknown) => read({ [name]: value }).faults[0]?.code ?? 'fine'

describe('readProfile', () => {
  test.each([
    ['login', 'lee@acme.example', 'fine'],
    ['login', 'lee', 'notEmail'],
    ['login', 'l@ée', 'notEmail'],
    ['login', 'a@b', 'notEmail'],
    ['login', `${'a'.repeat(50)}@${'b'.repeat(50)}.example`, 'tooLong'],
    ['login', 'l😀e@acme.example', 'notText'],
    ['login', '𝓁ee@acme.example', 'notText'],
    ['login', 'lее@acme.example', 'mixedScripts'],
    ['login', 'lee@аcme.example', 'mixedScripts'],
    ['login', 'ли@пример.example', 'fine'],
    ['login', 'lee@acme.example\n', 'fine'],
    ['login', 'lee@acme\n.example', 'notText'],
    ['login', 5, 'wrongType'],
    ['login', ['lee@acme.example'], 'wrongType'],
    ['login', { toString: 'lee@acme.example' }, 'wrongType'],
    ['firstName', 'a'.repeat(50), 'fine'],
    ['firstName', 'a'.repeat(51), 'tooLong'],
    ['firstName', '😀'.repeat(50), 'fine'],
    ['firstName', 'Lee\nBcc: eve@globex.example', 'notText'],
    ['firstName', 'Lee\u202Eeel', 'notText'],
    ['firstName', '<script>', 'notAName'],
    ['firstName', 'a > b', 'notAName'],
    ['lastName', 'Win: http://eve.example', 'notAName'],
    ['displayName', 'HTTPS://eve.example', 'notAName'],
    ['nickName', 'ftp://x', 'notAName'],
    ['middleName', 'see wWw.eve.example', 'notAName'],
    ['title', 'www.éve.example', 'notAName'],
    ['honorificPrefix', '<', 'notAName'],
    ['honorificSuffix', 'B.A., M.Sc. w/o www', 'fine'],
    ['lastName', 'www. de', 'fine'],
    ['displayName', 'Lee: Sales / EMEA & co.', 'fine'],
    ['department', 'R&D <EMEA>', 'fine'],
    ['email', 'lee@acme', 'notEmail'],
    ['secondEmail', 'lee at home', 'notEmail'],
    ['secondEmail', 'a@b.c', 'fine'],
    ['countryCode', 'DEU', 'tooLong'],
    ['postalAddress', '1 Main Street\nSpringfield', 'fine'],
    ['postalAddress', 'a\u0007b', 'notText'],
    ['profileUrl', 'https://acme.example/lee', 'fine'],
    ['profileUrl', 'javascript:alert(1)', 'patternMismatch'],
    ['agency', 'A', 'tooShort'],
    ['agency', 'Agents Ltd', 'fine'],
    ['nickname', 'Lee', 'unknown'],
    ['constructor', 'Lee', 'unknown'],
    ['toString', 'Lee', 'unknown'],
    ['id', '00u', 'unknown'],
    ['status', 'ACTIVE', 'unknown'],
    ['realmId', 'guo', 'unknown'],
  ])('%s %j: %s', (name, value, code) => {
    expect(faultOf(name, value)).toBe(code)
  })

  test('null, nothing and blanks are no value', () => {
    expect([...read({ mobilePhone: null, nickName: '', title: '   ' }).values]).toEqual([
      ['mobilePhone', null],
      ['nickName', null],
      ['title', null],
    ])
  })

  test('a value is stored without blanks around it and in one form of its letters', () => {
    expect(read({ firstName: ' Jo\u0308rg ' }).values.get('firstName')).toBe('Jörg')
  })

  test('tells every problem, up to a hundred, and no name longer than a screen', () => {
    const { faults } = read(
      Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`${'x'.repeat(300)}${index}`, 1])),
    )
    expect(faults).toHaveLength(100)
    expect(faults[0]?.path.length).toBe('profile.'.length + 100)
  })
})

test('what must be there and is not is told once, unless it was told otherwise', () => {
  const paths = missingFaults({ login: 'lee@acme.example' }, [agency], new Set(['lastName'])).map(({ path }) => path)
  expect(paths).toEqual(['profile.firstName', 'profile.email', 'profile.agency'])
})
