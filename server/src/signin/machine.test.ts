import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { ownPath } from '../kernel/local-path.ts'
import { advance, type FlowEvent, type FlowState, type Subject } from './machine.ts'

const began = new Date('2026-03-02T09:00:00Z')
const subject: Subject = {
  userId: newId('user', began),
  realmId: newId('realm', began),
  credentialVersion: 3,
}
const somebodyElse: Subject = { ...subject, userId: newId('user', began) }
const proof = { method: 'pwd', at: began.toISOString() }
const common = { login: 'lee@acme.example', returnTo: ownPath('/') }

const states: readonly FlowState[] = [
  { step: 'identify', ...common },
  { step: 'challenge', ...common, pending: ['password'], proofs: [] },
  { step: 'challenge', ...common, pending: ['totp'], proofs: [proof], subject },
  { step: 'obligation', ...common, pending: ['changePassword'], proofs: [proof], subject },
  { step: 'obligation', ...common, pending: ['changePassword', 'enroll'], proofs: [proof], subject },
  { step: 'complete', ...common, proofs: [proof], subject },
]
const provedWith = (
  challenge: string,
  challenges: readonly string[] = [],
  obligations: readonly string[] = [],
  who = subject,
): FlowEvent => ({ kind: 'proved', challenge, proof, subject: who, challenges, obligations })
const events: readonly FlowEvent[] = [
  { kind: 'identified', login: 'eve@globex.example', returnTo: ownPath('/portal'), challenges: ['password'] },
  ...['password', 'totp'].flatMap((challenge) => [
    { kind: 'failed' as const, challenge },
    provedWith(challenge),
    provedWith(challenge, ['swk']),
    provedWith(challenge, [], ['changePassword']),
  ]),
  { kind: 'met', obligation: 'changePassword', subject },
]

describe('the machine of sign-in', () => {
  test('has exactly the edges of its drawing', () => {
    const drawn = [
      ...readFileSync(new URL('machine.mermaid', import.meta.url), 'utf8').matchAll(/(\w+) --> (\w+): (\w+)/g),
    ]
      .map(([, from, to, event]) => `${from} ${event} ${to}`)
      .sort()
    const real = states.flatMap((state) =>
      events.flatMap((event) => {
        const next = advance(state, event)
        return next === undefined ? [] : [`${state.step} ${event.kind} ${next.step}`]
      }),
    )
    expect([...new Set(real)].sort()).toEqual(drawn)
  })

  test('knows no way around a challenge', () => {
    const before = states.filter((state) => state.step === 'identify' || state.step === 'challenge')
    const around = before.flatMap((state) =>
      events.filter(
        (event) => event.kind !== 'proved' && ['obligation', 'complete'].includes(advance(state, event)?.step ?? ''),
      ),
    )
    expect(around).toEqual([])
  })

  test('takes a proof of the challenge that is asked, and of no other', () => {
    const [, password, totp] = states
    expect(password && advance(password, provedWith('totp'))).toBeUndefined()
    expect(totp && advance(totp, provedWith('password'))).toBeUndefined()
    expect(totp && advance(totp, { kind: 'failed', challenge: 'password' })).toBeUndefined()
  })

  test('takes a second proof of the same person with the same credentials only', () => {
    const totp = states[2]
    expect(totp && advance(totp, provedWith('totp', [], [], somebodyElse))).toBeUndefined()
    expect(totp && advance(totp, provedWith('totp', [], [], { ...subject, credentialVersion: 4 }))).toBeUndefined()
    expect(totp && advance(totp, provedWith('totp'))).toMatchObject({ step: 'complete', proofs: [proof, proof] })
  })

  test('meets obligations in their order, each once', () => {
    const two = states[4]
    const one = two && advance(two, { kind: 'met', obligation: 'changePassword', subject })
    expect(one).toMatchObject({ step: 'obligation', pending: ['enroll'] })
    expect(one && advance(one, { kind: 'met', obligation: 'changePassword', subject })).toBeUndefined()
    expect(two && advance(two, { kind: 'met', obligation: 'changePassword', subject: somebodyElse })).toBeUndefined()
  })

  test('forgets every proof when somebody else is named', () => {
    const [anew] = events
    for (const state of states.filter(({ step }) => step !== 'complete')) {
      const next = anew && advance(state, anew)
      expect(next).toEqual({
        step: 'challenge',
        login: 'eve@globex.example',
        returnTo: '/portal',
        pending: ['password'],
        proofs: [],
      })
    }
  })

  test('ends: nothing leads out of a completed sign-in', () => {
    const done = states[5]
    expect(events.map((event) => done && advance(done, event))).toEqual(events.map(() => undefined))
  })
})
