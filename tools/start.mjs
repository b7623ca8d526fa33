// `npm start`: sets up what is missing, then runs the server until it is told to stop.
import { bootstrap, environment, exitWith, root, serverMain } from './bootstrap.mjs'
import { become } from './process.mjs'

try {
  const node = await bootstrap({ out: process.stdout, portal: true })
  become(node, [...serverMain, 'serve', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...(isConfigured() ? {} : { PORTICO_DEMO: 'true' }), ...environment(node) },
  })
} catch (error) {
  exitWith(error)
}

/** Demo data is for trying Portico out: whoever named a database, an origin or production gets what they asked for. */
function isConfigured() {
  if (process.env.PORTICO_ENV === 'production') return true
  const names = ['PORTICO_DEMO', 'DATABASE_URL', 'PORTICO_ORIGIN']
  return names.some((name) => process.env[name] !== undefined || process.env[`${name}_FILE`] !== undefined)
}
