import { describe, expect, test } from 'vitest'
import { emptyDraft, fieldOf, isEmpty, toNewUser } from './new-user.ts'

const types = [
  { id: 'otyA', displayName: 'Driver', isDefault: false, attributes: [] },
  { id: 'otyB', displayName: 'User', isDefault: true, attributes: [] },
]
const draft = emptyDraft({ types })
const filled = { ...draft, profile: { firstName: ' Lee ', lastName: 'Park', login: 'lee@acme.example', email: ' ' } }

describe('a new user', () => {
  test('starts with the default type, activated now', () => {
    expect(draft).toMatchObject({ typeId: 'otyB', activation: 'now', mustChange: true })
    expect(isEmpty(draft)).toBe(true)
    expect(isEmpty(filled)).toBe(false)
  })

  test('sends what was filled in, without the blanks around it', () => {
    expect(toNewUser('guo1', filled, []).profile).toEqual({
      firstName: 'Lee',
      lastName: 'Park',
      login: 'lee@acme.example',
    })
    const own = { ...filled, profile: { ...filled.profile, email: 'park@acme.example' } }
    expect(toNewUser('guo1', own, []).profile).toMatchObject({ email: 'park@acme.example' })
  })

  test('sends a password only with the choice that sets one', () => {
    const typed = { ...filled, password: 'correct horse' }
    expect(toNewUser('guo1', typed, []).activation).toEqual({ kind: 'now' })
    expect(toNewUser('guo1', { ...typed, activation: 'password' }, []).activation).toEqual({
      kind: 'password',
      password: 'correct horse',
      mustChange: true,
    })
  })

  test('sends attributes in the type that their schema asks for', () => {
    const attributes = [
      { name: 'age', type: 'integer', required: false },
      { name: 'isDriver', type: 'boolean', required: false },
      { name: 'tags', type: 'array', required: false },
    ]
    const typed = { ...draft, profile: { age: '42', isDriver: 'true', tags: 'a, b,', other: 'x' } }
    expect(toNewUser('guo1', typed, attributes).profile).toEqual({ age: 42, isDriver: true, tags: ['a', 'b'] })
  })

  test('takes a box that must be answered as it is, and leaves another out until it is touched', () => {
    const box = { name: 'isDriver', type: 'boolean' }
    expect(toNewUser('guo1', draft, [{ ...box, required: true }]).profile).toEqual({ isDriver: false })
    expect(toNewUser('guo1', draft, [{ ...box, required: false }]).profile).toEqual({})
  })

  test('is told what is wrong at the field that it was typed in', () => {
    expect(fieldOf('groupIds.3')).toBe('groupIds')
    expect(fieldOf('profile.agency')).toBe('profile.agency')
  })

  test('leaves a number that is none to the server to refuse', () => {
    const typed = { ...draft, profile: { age: 'old' } }
    expect(toNewUser('guo1', typed, [{ name: 'age', type: 'integer', required: true }]).profile).toEqual({ age: 'old' })
  })
})
