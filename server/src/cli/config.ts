import { describeConfig, readConfig } from '../config/config.ts'
import type { Command } from './command.ts'

export const config: Command = {
  name: 'config',
  summary: 'Print the effective settings, secrets masked, and what is wrong with them.',
  usage: 'config',
  options: {},
  run: async (terminal) => {
    for (const { name, value, isSet } of describeConfig(terminal.environment))
      terminal.out(`${name}=${value}${isSet ? '' : '  (default)'}\n`)
    readConfig(terminal.environment)
    return 0
  },
}
