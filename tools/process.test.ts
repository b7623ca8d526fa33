import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { collect, must } from './process.mjs'

const node = process.execPath
const module = new URL('process.mjs', import.meta.url)

/** A process that becomes another one, which does as `code` tells and then says "up". */
function becoming(code: string) {
  const inner = `${code}; console.log('up')`
  const outer = `import { become } from ${JSON.stringify(module.href)}; become(process.execPath, ['-e', ${JSON.stringify(inner)}])`
  return spawn(node, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] })
}

test('both streams are collected, with the exit code', async () => {
  const code = `console.log('out'); console.error('err'); process.exitCode = 3`
  const { code: exit, output } = await collect(node, ['-e', code])
  expect([exit, output.split('\n').sort()]).toEqual([3, ['', 'err', 'out']])
})

test('a step that has to succeed throws what the command printed', async () => {
  await expect(must(node, ['-e', `console.log('why'); process.exit(4)`])).rejects.toMatchObject({
    code: 4,
    output: 'why\n',
  })
  await expect(must('/no/such/command', [])).rejects.toMatchObject({ code: 127 })
})

test('the exit code of the command becomes ours', async () => {
  const child = becoming('process.exitCode = 7')
  expect(await once(child, 'exit')).toEqual([7, null])
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s reaches the command once, which may end in its own time',
  async (signal) => {
    const child = becoming(
      `let got = 0; process.on('${signal}', () => { got += 1; setTimeout(() => process.exit(40 + got), 100) }); setInterval(() => {}, 1000)`,
    )
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([41, null])
  },
)

test('a command ended by a signal gives the exit code that a shell would', async () => {
  const child = becoming(`process.kill(process.pid, 'SIGKILL')`)
  expect(await once(child, 'exit')).toEqual([137, null])
})
