import { resolve } from 'node:path'
import { writeBackup } from '../db/backup/write-backup.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Command, requiredOption } from './command.ts'
import { release } from '../release.ts'
import { withDatabase } from './with-deployment.ts'

export const backup: Command = {
  name: 'backup',
  summary: 'Write the whole database into one file, also while a server runs.',
  usage: 'backup --to FILE',
  options: { to: { value: 'FILE', required: true, doc: 'The file to write; an older one of this name is replaced.' } },
  run: (terminal, given) =>
    withDatabase(terminal, { mayCreate: false, alone: false }, async ({ connection }) => {
      const path = resolve(requiredOption(given, 'to'))
      const { tables, rows, bytes, notice } = await writeBackup(connection, path, { now: systemClock(), release })
      terminal.out(`${path}: ${rows} rows of ${tables} tables, ${bytes} bytes.\n`)
      terminal.err(`${notice}\n`)
      return 0
    }),
}
