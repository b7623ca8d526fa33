import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { passwordFaults } from './policy.ts'

const lee = { login: 'lee@acme.example', names: ['Lee', 'Park'] }
const jose = { login: 'José.Muñoz@acme.example', names: ['José', 'Muñoz'] }
const said = (password: string, owner = lee) =>
  passwordFaults(new Secret(password), owner, 'password').map((fault) => fault.code)

describe('passwordFaults', () => {
  test.each(['correct horse battery', 'grüne Wiese 7', '漢字漢字漢字漢字', 'sleeping-koalas', 'parkbench-under-oaks'])(
    'accepts %s',
    (password) => expect(said(password)).toEqual([]),
  )

  test('counts characters as people do, from 8 to 256', () => {
    expect(said('kurz-7!')).toEqual(['passwordTooShort'])
    expect(said('🦊🦊🦊🦊🦊🦊🦊')).toEqual(['passwordTooShort'])
    expect(said('🦊'.repeat(8))).toEqual([])
    expect(said('ab '.repeat(85) + 'c')).toEqual([])
    expect(said('ab '.repeat(85) + 'cd')).toEqual(['passwordTooLong'])
  })

  test.each([
    'lee@acme.example',
    'x-LEE@ACME.example-x',
    'lee12345678',
    '1234-LEE-5678',
    'LeePark1985!',
    'park lee 85',
  ])('refuses what somebody who attacks Lee would try first: %s', (password) =>
    expect(said(password)).toEqual(['passwordIsLogin']),
  )

  test.each(['jose.munoz', 'my-JOSÉ.MUÑOZ-pass', 'JoseMunoz2026', 'jóse.múñoz-is-me'])(
    'compares names without case and accents: %s',
    (password) => expect(said(password, jose)).toEqual(['passwordIsLogin']),
  )

  test('a username of one part, and a person without names, are no special case', () => {
    expect(said('12345678-9', { login: '', names: [] })).toEqual([])
    expect(said('warehouse-4', { login: 'warehouse', names: [''] })).toEqual(['passwordIsLogin'])
  })

  test('refuses every one of the 10,000 most common passwords, in any case', () => {
    const most = dictionary['passwords-common'].slice(0, 10_000)
    const passed = most.filter((password) => passwordFaults(new Secret(password), lee, 'p').length === 0)
    expect(passed).toEqual([])
    expect(said('PassWord1')).toEqual(['passwordTooCommon'])
    expect(said('ＰＡＳＳＷＯＲＤ1')).toEqual(['passwordTooCommon'])
  })

  test('says where, and the limit', () => {
    expect(passwordFaults(new Secret('short'), lee, 'credentials.password.value')).toEqual([
      { path: 'credentials.password.value', code: 'passwordTooShort', params: { limit: 8 } },
    ])
  })
})
