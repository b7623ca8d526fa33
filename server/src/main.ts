import { runCommand } from './cli/run-command.ts'

process.stdout.on('error', () => undefined) // who reads may go away: `portico config | head`

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env, // oxlint-disable-line node/no-process-env -- the one place that hands it to config/
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY,
  onSignal: (handler) => {
    // A terminal, systemd and npm may each signal, and the whole group at once: the second time must not kill.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handler)
  },
})
