import { userStatuses } from '@portico/contract/users.ts'
import { describe, expect, test } from 'vitest'
import { type SignInFacts, signInState } from './sign-in-state.ts'

const now = new Date('2026-03-02T09:00:00.000Z')
const earlier = new Date('2026-03-01T09:00:00.000Z')
const later = new Date('2026-03-03T09:00:00.000Z')
const plain: SignInFacts = {
  status: 'ACTIVE',
  statusChangedAt: earlier,
  startsAt: null,
  expiresAt: null,
  temporaryUntil: null,
  lockedUntil: null,
  queuedMail: null,
  link: null,
}
const state = (facts: Partial<SignInFacts>) => {
  const { canSignIn, reason, at, remedy } = signInState({ ...plain, ...facts }, now)
  return [canSignIn, reason, at === null ? null : new Date(at), remedy]
}

describe('signInState', () => {
  test('says that somebody active can sign in', () => {
    expect(state({})).toEqual([true, 'active', null, null])
  })

  test('says of every status at least whether it lets in', () => {
    const letIn = userStatuses.filter((status) => state({ status })[0])
    expect(letIn).toEqual(['ACTIVE', 'PASSWORD_EXPIRED', 'LOCKED_OUT'])
  })

  test('names the verb for who is staged, suspended or deactivated', () => {
    expect(state({ status: 'STAGED' })).toEqual([false, 'notActivated', null, 'activate'])
    expect(state({ status: 'SUSPENDED' })).toEqual([false, 'suspended', null, 'unsuspend'])
    expect(state({ status: 'DEPROVISIONED' })).toEqual([false, 'deactivated', null, 'activate'])
  })

  test('access that has ended or not begun comes before what a verb could mend, but not before deactivation', () => {
    for (const status of ['ACTIVE', 'SUSPENDED', 'PROVISIONED', 'STAGED', 'LOCKED_OUT'] as const)
      expect(state({ status, expiresAt: now })).toEqual([false, 'ended', now, null])
    expect(state({ status: 'DEPROVISIONED', expiresAt: earlier })).toEqual([false, 'deactivated', null, 'activate'])
    expect(state({ startsAt: later })).toEqual([false, 'notYet', later, null])
    expect(state({ status: 'SUSPENDED', startsAt: later })).toEqual([false, 'suspended', null, 'unsuspend'])
    expect(state({ startsAt: now, expiresAt: later })).toEqual([true, 'active', null, null])
  })

  test('tells of the activation link: sent, expired, or none', () => {
    const status = 'PROVISIONED'
    const link = { sentAt: earlier, expiresAt: later }
    expect(state({ status })).toEqual([false, 'notActivated', null, 'reactivate'])
    expect(state({ status, link })).toEqual([false, 'linkSent', earlier, 'reactivate'])
    expect(state({ status, link: { ...link, expiresAt: now } })).toEqual([false, 'linkExpired', now, 'reactivate'])
    expect(state({ status, queuedMail: { at: earlier, hasFailed: false } })).toEqual([
      false,
      'linkSent',
      earlier,
      'reactivate',
    ])
  })

  test('a mail that cannot be delivered counts more than an earlier link, and asks for another address', () => {
    const facts = { queuedMail: { at: earlier, hasFailed: true }, link: { sentAt: earlier, expiresAt: later } }
    for (const status of ['PROVISIONED', 'RECOVERY'] as const)
      expect(state({ status, ...facts })).toEqual([false, 'mailFailing', earlier, 'editProfile'])
    expect(state({ status: 'ACTIVE', ...facts })).toEqual([true, 'active', null, null])
  })

  test('tells of a password that is being recovered', () => {
    const status = 'RECOVERY'
    expect(state({ status, link: { sentAt: earlier, expiresAt: later } })).toEqual([
      false,
      'recovering',
      earlier,
      'reactivate',
    ])
    expect(state({ status, link: { sentAt: earlier, expiresAt: earlier } })).toEqual([
      false,
      'linkExpired',
      earlier,
      'reactivate',
    ])
    expect(state({ status, statusChangedAt: earlier })).toEqual([false, 'recovering', earlier, 'reactivate'])
  })

  test('an expired password lets in once more, a temporary one until it ends', () => {
    const status = 'PASSWORD_EXPIRED'
    expect(state({ status })).toEqual([true, 'passwordExpired', null, null])
    expect(state({ status, temporaryUntil: later })).toEqual([true, 'passwordExpired', later, null])
    expect(state({ status, temporaryUntil: now })).toEqual([false, 'temporaryPasswordExpired', now, 'resetPassword'])
  })

  test('a lock says when it ends, and is none after that', () => {
    const status = 'LOCKED_OUT'
    expect(state({ status, lockedUntil: later })).toEqual([false, 'lockedOut', later, 'unlock'])
    expect(state({ status, lockedUntil: now })).toEqual([true, 'active', null, null])
    expect(state({ status })).toEqual([true, 'active', null, null])
  })
})
