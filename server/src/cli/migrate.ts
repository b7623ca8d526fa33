import { readConfig } from '../config/config.ts'
import { openDeployment } from '../open-deployment.ts'
import type { Command } from './command.ts'
import { quietLogFor } from './log-for.ts'

export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring the database to this release. `serve` does the same; use this to do it beforehand.',
  usage: 'migrate',
  options: {},
  run: async (terminal) => {
    const config = readConfig(terminal.environment)
    const applied: string[] = []
    const deployment = await openDeployment(config, quietLogFor(config, terminal), {
      purpose: 'command',
      onStep: (step) => applied.push(step),
    })
    await deployment.close()
    const names = applied.filter((step) => step.startsWith('migration ')).map((step) => step.slice(10))
    terminal.out(names.length === 0 ? 'The database is up to date.\n' : `${names.join('\n')}\n`)
    return 0
  },
}
