import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('what people send is read as it stands', () => {
  expect(readJson('{"a":[1,"x",null,{"b":"[[[\\"{{{"}],"c":"\\\\"}')).toEqual({
    a: [1, 'x', null, { b: '[[["{{{' }],
    c: '\\',
  })
  expect(readJson(`{"text":"${'['.repeat(1000)}"}`)).toEqual({ text: '['.repeat(1000) })
  expect(readJson(`[${'{},'.repeat(1000)}{}]`)).toHaveLength(1001)
})

test('sixty-four levels are enough', () => {
  expect(readJson(nested(64))).toBeDefined()
  for (const text of [nested(65), '{"a":'.repeat(65) + '1' + '}'.repeat(65), '['.repeat(200_000), `"\\"${nested(65)}`])
    expect(() => readJson(text)).toThrow('request.badBody')
})

test('no body of the size that is taken keeps the process busy', () => {
  const begun = performance.now()
  for (const text of [
    '"'.repeat(256_000),
    `"${'\\'.repeat(255_999)}`,
    `"a${'\\"'.repeat(127_000)}`,
    `[${'{},'.repeat(85_000)}1]`,
    ']'.repeat(256_000),
  ])
    try {
      readJson(text)
    } catch {
      continue
    }
  expect(performance.now() - begun).toBeLessThan(1000)
})

test('a key that would set a prototype is dropped at every level', () => {
  const read = readJson('{"__proto__":{"x":1},"a":{"__proto__":{"x":1},"b":1}}')
  expect(Object.keys(Object(read))).toEqual(['a'])
  expect(JSON.stringify(read)).toBe('{"a":{"b":1}}')
})

test('a fault does not repeat what was sent', () => {
  for (const text of ['hunter2', '{"password":"hunter2', '{"password":hunter2}'])
    try {
      readJson(text)
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(Object(error)))).not.toContain('hunter2')
    }
})
