import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../test/support/terminal.ts'
import { commands } from './commands.ts'

describe('portico', () => {
  test('tells its commands when asked, on stdout', async () => {
    for (const words of [[], ['--help'], ['-h'], ['help']]) {
      const { code, out, err } = await run(words)
      expect([code, err]).toEqual([0, ''])
      for (const command of commands) expect(out).toContain(`  ${command.name} `)
    }
  })

  test('tells what it does not know on stderr, and exits with 2', async () => {
    for (const words of [['nothing'], ['token'], ['token', 'nothing'], ['--nothing'], ['']]) {
      const { code, out, err } = await run(words)
      expect([words, code, out]).toEqual([words, 2, ''])
      expect(err).toMatch(/^There is no command /)
    }
    expect((await run(['token'])).err).not.toContain('backup')
    expect(await run(['token', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('token create') })
  })
})

describe.each(commands.map((command) => [command.name, command] as const))('portico %s', (name, command) => {
  const words = name.split(' ')

  test('explains itself and each option, and does nothing then', async () => {
    for (const help of ['--help', '-h']) {
      const { code, out, err } = await run([...words, help, '--nothing'])
      expect([code, err]).toEqual([0, ''])
      expect(out).toContain(`Usage: portico ${command.usage}\n`)
      for (const [option, { doc }] of Object.entries(command.options)) {
        expect(out).toContain(`--${option}`)
        expect(out).toContain(doc)
        expect(command.usage).toContain(`--${option}`)
      }
    }
  })

  test('refuses an option that it does not have, and a word too many, with its usage', async () => {
    const required = Object.entries(command.options).flatMap(([option, { required: is }]) =>
      is ? [`--${option}`, 'x'] : [],
    )
    for (const extra of [['--nothing'], ['x', 'y']]) {
      const { code, out, err } = await run([...words, ...required, ...extra])
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(`Usage: portico ${command.usage}\n`)
    }
  })

  test('refuses to go without what it needs, with its usage', async () => {
    const needed = Object.entries(command.options).find(([, option]) => option.required)
    if (needed === undefined && command.positionals === undefined) return
    const { code, out, err } = await run(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^Missing: /)
  })

  test('refuses a value that is missing or given twice', async () => {
    const single = Object.entries(command.options).find(([, option]) => option.value !== undefined && !option.many)
    if (single === undefined) return
    const others = Object.entries(command.options).flatMap(([option, { required: is }]) =>
      is && option !== single[0] ? [`--${option}`, 'x'] : [],
    )
    expect(await run([...words, ...others, `--${single[0]}`])).toMatchObject({ code: 2, out: '' })
    expect(await run([...words, ...others, `--${single[0]}`, 'a', `--${single[0]}`, 'b'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^Given more than once: /),
    })
  })

  test('tells every problem of its configuration at once, and exits with 1', async () => {
    if (['keys new', 'config', 'token revoke'].includes(name)) return
    const required = Object.entries(command.options).flatMap(([option, { required: is }]) =>
      is ? [`--${option}`, 'x'] : [],
    )
    const { code, out, err } = await run([...words, ...required], { PORT: 'x', PORTICO_DEMO: 'perhaps' })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('PORT is "x"')
    expect(err).toContain('PORTICO_DEMO is "perhaps"')
  })
})

test('a data folder that is not there is not made by a command that needs what is in it', async () => {
  const absent = join(tmpdir(), 'portico-nothing', 'is', 'here')
  for (const words of [
    ['backup', '--to', 'x'],
    ['token', 'create', '--user', 'x', '--name', 'x'],
    ['admin', 'unlock', '--login', 'x'],
    ['demo', 'reset'],
  ]) {
    const { code, err } = await run(words, { PORTICO_DATA_DIR: absent })
    expect([words, code]).toEqual([words, 1])
    expect(err).toContain(`There is no data folder ${absent}`)
    expect(existsSync(absent)).toBe(false)
  }
})

test('config prints every setting that is in effect, secrets masked, and what is wrong with them', async () => {
  const environment = { PORT: '9000', SMTP_PASSWORD: 'hunter2', DATABASE_URL: 'postgres://u:hunter2@db/portico' }
  const { code, out, err } = await run(['config'], environment)
  expect(code).toBe(1)
  expect(out).toContain('PORT=9000\n')
  expect(out).toContain('PORTICO_HOST=127.0.0.1  (default)\n')
  expect(out).toContain('SMTP_PASSWORD=[secret]\n')
  expect(err).toContain('PORTICO_KEYS is missing')
  expect(out + err).not.toContain('hunter2')
  expect(await run(['config'])).toMatchObject({ code: 0, err: '' })
})

test('keys new prints a key that PORTICO_KEYS takes, and nothing else', async () => {
  const { code, out, err } = await run(['keys', 'new'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^k\d{8}:[A-Za-z0-9+/]{43}=\n$/)
})
