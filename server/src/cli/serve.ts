import { readConfig } from '../config/config.ts'
import { systemClock } from '../kernel/clock.ts'
import { startServer } from '../server-process.ts'
import { cast, demoPassword } from '../demo/people.ts'
import type { Config } from '../config/config.ts'
import type { Command, Terminal } from './command.ts'
import { logFor } from './log-for.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'Start Portico: database, migrations, background work and HTTP.',
  usage: 'serve',
  options: {},
  run: async (terminal) => {
    const config = readConfig(terminal.environment)
    const log = logFor(config, terminal)
    const began = systemClock().getTime()
    const ended = Promise.withResolvers<number>()
    terminal.onSignal(() => ended.resolve(0)) // also while it starts: it stops as soon as it can do so cleanly
    const running = await startServer(config, log, {
      onStep: (step) => log('info', 'starting', { step }),
      onDatabaseExit: () => {
        log('error', 'PostgreSQL ended by itself; Portico stops')
        ended.resolve(1)
      },
    })
    log('info', 'ready', { origin: config.origin, ms: systemClock().getTime() - began })
    if (config.isDemo) welcome(config, terminal)
    const code = await ended.promise
    log('info', 'stopping')
    await running.stop()
    return code
  },
}

function welcome(config: Config, { out }: Terminal): void {
  const people = cast.map((person) => `  ${person.login.padEnd(24)}${person.says}`).join('\n')
  out(`
Portico is ready.

  Sign in      ${config.origin}/
  Portal       ${config.origin}/portal
  Mailbox      ${config.origin}/mailbox
  API          ${config.origin}/docs

Demo people, password for all: ${demoPassword}

${people}

Stop with Ctrl-C.
`)
}
