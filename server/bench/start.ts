// How long a start takes on a data folder that is there, and what the idle process weighs.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const port = 18_441
const origin = `http://localhost:${port}`
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

const dataDir = mkdtempSync(join(tmpdir(), 'portico-bench-'))
try {
  const first = await start()
  console.log(`first start, with database and demo people   ${first.milliseconds} ms`)
  await stop(first.child)
  const warm: number[] = []
  let megabytes = 0
  for (let run = 0; run < 5; run += 1) {
    const { child, milliseconds } = await start()
    warm.push(milliseconds)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    megabytes = Math.max(megabytes, residentMegabytes(child.pid))
    await stop(child)
  }
  const sorted = warm.toSorted((a, b) => a - b)
  console.log(`warm start to ready, median of 5             ${sorted[2]} ms (from ${sorted[0]} to ${sorted[4]})`)
  console.log(`idle Node process, largest of 5              ${megabytes} MB resident`)
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}

async function start(): Promise<{ readonly child: ChildProcess; readonly milliseconds: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=2', main, 'serve'], {
    env: {
      PATH: '/usr/bin:/bin',
      PORT: String(port),
      PORTICO_DATA_DIR: dataDir,
      PORTICO_DEMO: 'true',
      PORTICO_ORIGIN: origin,
      NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'),
    },
    stdio: 'ignore',
  })
  while (performance.now() < began + 60_000) {
    const isReady = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return { child, milliseconds: Math.round(performance.now() - began) }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('the server did not come up in a minute')
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
