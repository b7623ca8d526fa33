import { describe, expect, test } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { checkValue } from './check-value.ts'
import { readDefinition } from './read-definition.ts'
import type { CustomAttribute } from './user-type.ts'

const attribute = (definition: Readonly<Record<string, unknown>>): CustomAttribute => ({
  id: newId('attribute', new Date(0)),
  name: 'x',
  isRequired: false,
  isIndexed: true,
  ...readDefinition('x', definition),
})
const codeOf = (definition: Readonly<Record<string, unknown>>, value: unknown) => {
  const checked = checkValue(attribute(definition), value, 'profile.x')
  return checked.kind === 'fault' ? checked.fault.code : 'fine'
}

describe('checkValue', () => {
  test.each([
    ['a text', { type: 'string' }, 'any', 'fine'],
    ['a number where text belongs', { type: 'string' }, 5, 'wrongType'],
    ['a text that is too short', { type: 'string', minLength: 3 }, 'ab', 'tooShort'],
    ['a text that is too long', { type: 'string', maxLength: 3 }, 'abcd', 'tooLong'],
    ['a text without a limit of its own', { type: 'string' }, 'a'.repeat(1025), 'tooLong'],
    ['four characters in eight units', { type: 'string', maxLength: 4 }, '😀😀😀😀', 'fine'],
    ['a text of another form', { type: 'string', pattern: '^[A-Z]{3}$' }, 'abc', 'patternMismatch'],
    ['a text of the form', { type: 'string', pattern: '^[A-Z]{3}$' }, 'ABC', 'fine'],
    ['a text for a pattern that is not safe', { type: 'string', pattern: '^(a+)+$' }, 'aaa', 'patternMismatch'],
    ['a long text for a pattern', { type: 'string', pattern: '^a+$' }, 'a'.repeat(257), 'tooLong'],
    ['a value that is offered', { type: 'string', enum: ['S', 'M'] }, 'M', 'fine'],
    ['a value that is not offered', { type: 'string', enum: ['S', 'M'] }, 'L', 'notAllowedValue'],
    ['a value that has a title', { type: 'integer', oneOf: [{ const: 1, title: 'One' }] }, 1, 'fine'],
    ['a value by its title', { type: 'string', oneOf: [{ const: 'a', title: 'A' }] }, 'A', 'notAllowedValue'],
    ['an address', { type: 'string', format: 'email' }, 'lee@acme.example', 'fine'],
    ['no address', { type: 'string', format: 'email' }, 'lee', 'notEmail'],
    ['a web address', { type: 'string', format: 'uri' }, 'https://acme.example/lee', 'fine'],
    ['a script as an address', { type: 'string', format: 'uri' }, 'javascript:alert(1)', 'patternMismatch'],
    ['a moment', { type: 'string', format: 'date-time' }, '2026-02-28T10:00:00.000Z', 'fine'],
    ['a day that does not exist', { type: 'string', format: 'date-time' }, '2026-02-30T10:00:00Z', 'patternMismatch'],
    ['a number', { type: 'number' }, 1.5, 'fine'],
    ['a number that is too large for JSON', { type: 'number' }, Number.POSITIVE_INFINITY, 'outOfRange'],
    ['a number outside its range', { type: 'number', minimum: 0 }, -1, 'outOfRange'],
    ['a fraction where whole numbers belong', { type: 'integer' }, 1.5, 'wrongType'],
    ['a whole number that would be rounded', { type: 'integer' }, 2 ** 53, 'outOfRange'],
    ['text where a number belongs', { type: 'integer' }, '5', 'wrongType'],
    ['true', { type: 'boolean' }, true, 'fine'],
    ['the word true', { type: 'boolean' }, 'true', 'wrongType'],
    ['a list', { type: 'array', items: { type: 'integer' } }, [1, 2], 'fine'],
    ['a list of something else', { type: 'array', items: { type: 'integer' } }, [1, 'b'], 'wrongType'],
    ['a list in a list', { type: 'array', items: { type: 'string' } }, [['a']], 'wrongType'],
    ['a list without an end', { type: 'array' }, Array.from({ length: 101 }, () => 'a'), 'tooMany'],
    ['an object', { type: 'string' }, { a: 1 }, 'wrongType'],
  ])('%s', (_what, definition, value, code) => {
    expect(codeOf(definition, value)).toBe(code)
  })

  test('the fault of an item names the item', () => {
    expect(checkValue(attribute({ type: 'array', items: { type: 'integer' } }), [1, 'b'], 'profile.x')).toEqual({
      kind: 'fault',
      fault: { path: 'profile.x.1', code: 'wrongType' },
    })
  })
})

test('a definition that is no schema limits nothing and breaks nothing', () => {
  expect(readDefinition('x', null)).toMatchObject({ title: 'x', type: 'string', choices: [] })
  expect(readDefinition('x', { type: 'strange', enum: 'a', maxLength: '5', oneOf: [5] })).toMatchObject({
    type: 'string',
    choices: [],
    maxLength: undefined,
  })
})
