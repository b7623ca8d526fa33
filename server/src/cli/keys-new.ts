import { systemClock } from '../kernel/clock.ts'
import { newKeys } from '../kernel/keyring.ts'
import type { Command } from './command.ts'

export const keysNew: Command = {
  name: 'keys new',
  summary: 'Print a new key for PORTICO_KEYS. To rotate, put it before the keys that are there.',
  usage: 'keys new',
  options: {},
  run: async (terminal) => {
    terminal.out(`${newKeys(systemClock()).reveal()}\n`)
    return 0
  },
}
