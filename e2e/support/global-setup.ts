import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const startSeconds = 120

/**
 * Starts the server that all browser tests share: the real one, with the demo data in an empty folder, on a free port.
 * `PORTICO_E2E_ORIGIN` names one that runs already, and `PORTICO_E2E_SOCKET` the folder of its database's socket.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env.PORTICO_E2E_ORIGIN) return async () => {}
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const dataFolder = mkdtempSync(join(tmpdir(), 'portico-e2e-'))
  const logFile = join(root, 'e2e/results/server.log')
  mkdirSync(join(root, 'e2e/results'), { recursive: true })
  const log = createWriteStream(logFile)

  // What somebody has set for a server of their own stays away from this one, above all their database.
  const ours = Object.entries(process.env).filter(([name]) => !/^(PORTICO_|DATABASE_URL|SMTP_)/.test(name))
  const server = spawn(process.execPath, ['server/src/main.ts', 'serve'], {
    cwd: root,
    env: {
      ...Object.fromEntries(ours),
      PORT: String(port),
      PORTICO_DATA_DIR: dataFolder,
      PORTICO_DEMO: 'true',
      PORTICO_ORIGIN: origin,
      // Every test comes from one address; the limit itself is tested without a browser.
      PORTICO_REQUESTS_PER_MINUTE: '100000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  server.stdout.pipe(log, { end: false })
  server.stderr.pipe(log, { end: false })

  const stop = async (): Promise<void> => {
    await ended(server)
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    await ready(server, `${origin}/readyz`)
  } catch (error) {
    await stop()
    throw new Error(`The server did not start; its output is in ${logFile}.`, { cause: error })
  }
  process.env.PORTICO_E2E_ORIGIN = origin
  process.env.PORTICO_E2E_SOCKET = socketIn(readFileSync(logFile, 'utf8'))
  return stop
}

/** Where the server says that its database listens. */
function socketIn(log: string): string {
  const [, socket] = /"message":"PostgreSQL is running".*"socket":"([^"]+)"/.exec(log) ?? []
  if (socket === undefined) throw new Error('the server did not say where its database is')
  return socket
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + startSeconds * 1000
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`it ended with exit code ${server.exitCode}`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} was not ready after ${startSeconds} s`)
}

/** Asks the server to stop; after 15 seconds it is made to. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exit = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const force = setTimeout(() => server.kill('SIGKILL'), 15_000)
  await exit
  clearTimeout(force)
}
