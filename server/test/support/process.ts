import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from './race.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
export interface ServerProcess {
  readonly origin: string
  readonly dataDir: string
  readonly child: ChildProcess
  /** What it has written to stderr so far: its log, a JSON object a line. */
  readonly log: () => string
  readonly ended: Promise<Ended>
}

/** A command line in a process of its own, with nothing of this process's environment but the path. */
export function portico(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly log: () => string; readonly ended: Promise<Ended> } {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [main, ...words], { env: { PATH, ...environment }, stdio: 'pipe' })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, out, err }))
  return { child, log: () => err, ended }
}

/** `portico serve` on a free port, once it says that it is ready. */
export async function startServerProcess(
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const running = portico(['serve'], { PORT: String(port), PORTICO_DATA_DIR: dataDir, ...environment })
  await until(async () => running.log().includes('"message":"ready"') || running.child.exitCode !== null)
  if (running.child.exitCode !== null) throw new Error(`the server ended:\n${running.log()}`)
  return { ...running, origin: `http://localhost:${port}`, dataDir }
}

export async function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'portico-test-'))
}
export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
