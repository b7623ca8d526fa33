import { resolve } from 'node:path'
import { readBackup } from '../db/backup/read-backup.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Command, isGiven, requiredOption } from './command.ts'
import { withDatabase } from './with-deployment.ts'

export const restore: Command = {
  name: 'restore',
  summary: 'Load a backup into an empty data folder or database. No server may use it meanwhile.',
  usage: 'restore --from FILE [--replace]',
  options: {
    from: { value: 'FILE', required: true, doc: 'The file that `portico backup` wrote.' },
    replace: { doc: 'Delete all that Portico has in the database before.' },
  },
  run: (terminal, given) =>
    withDatabase(terminal, { mayCreate: true, alone: true }, async ({ connection }) => {
      const path = resolve(requiredOption(given, 'from'))
      const replace = isGiven(given, 'replace')
      const restored = await readBackup(connection, path, { now: systemClock(), replace })
      terminal.out(
        `Restored ${restored.rows} rows of ${restored.tables} tables, as of ${restored.createdAt.toISOString()}.\n`,
      )
      if (restored.migrated.length > 0) terminal.err(`Migrated to this release: ${restored.migrated.join(', ')}\n`)
      if (restored.skipped.length > 0) terminal.err(`Left out, not Portico's: ${restored.skipped.join(', ')}\n`)
      terminal.err(`${restored.notice}\n`)
      return 0
    }),
}
