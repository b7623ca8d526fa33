import type { Config } from '../config/config.ts'
import { systemClock } from '../kernel/clock.ts'
import { createLog, type Log } from '../kernel/log.ts'
import type { Terminal } from './command.ts'

/** The log of a command: lines on stderr, so that stdout stays the command's answer. */
export function logFor(config: Pick<Config, 'logFormat'>, terminal: Terminal): Log {
  const isPretty = config.logFormat === 'pretty' || (config.logFormat === 'auto' && terminal.isTerminal)
  return createLog({ format: isPretty ? 'pretty' : 'json', write: terminal.err, now: systemClock })
}

/** For commands that answer and end: only warnings and errors are told. */
export function quietLogFor(config: Pick<Config, 'logFormat'>, terminal: Terminal): Log {
  const log = logFor(config, terminal)
  return (level, message, fields) => {
    if (level === 'warn' || level === 'error') log(level, message, fields)
  }
}
