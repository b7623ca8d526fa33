// `npm run dev`: the server restarts and the browser updates when a file is saved. Runs on Node 18.
//
// The browser talks to Vite on the usual port and Vite passes on what is not the portal's, so that cookies, links and
// the origin check are those of `npm start`.
import { spawn } from 'node:child_process'
import { bootstrap, environment, exitWith, root } from './bootstrap.mjs'

const port = Number(process.env.PORT ?? 8080)
const apiPort = port + 1
const origin = process.env.PORTICO_ORIGIN ?? `http://localhost:${port}`

try {
  const node = await bootstrap({ out: process.stdout })
  const env = { PORTICO_DEMO: 'true', ...environment(node), PORTICO_ORIGIN: origin }
  const children = [
    start(node, ['--watch', '--watch-preserve-output', 'server/src/main.ts', 'serve'], {
      ...env,
      PORT: String(apiPort),
    }),
    start(node, ['tools/dev-portal.mjs', String(port), String(apiPort)], env),
  ]
  process.stdout.write(
    `\n  Watching. Portico is on ${origin} (the portal by Vite, the rest by a server on port ${apiPort}).\n\n`,
  )
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to all of us.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const child of children) child.kill(signal)
    })
  }
  for (const child of children) {
    child.on('exit', (code) => {
      process.exitCode ??= code ?? 1
      for (const other of children) if (other.exitCode === null) other.kill('SIGTERM')
    })
  }
} catch (error) {
  exitWith(error)
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function start(node, args, env) {
  return spawn(node, args, { cwd: root, env, stdio: 'inherit' })
}
