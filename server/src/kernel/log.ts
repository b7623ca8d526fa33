/** Structured log lines. `fields` hold ids and numbers, never names, addresses or secrets. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void

/** Writes one JSON line an event, or one readable line on a terminal. */
export function createLog(options: {
  readonly format: 'json' | 'pretty'
  readonly write: (line: string) => void
  readonly now: () => Date
  readonly level?: LogLevel
}): Log {
  const lowest = order.indexOf(options.level ?? 'info')
  return (level, message, fields = {}) => {
    if (order.indexOf(level) < lowest) return
    const time = options.now().toISOString()
    if (options.format === 'json') options.write(`${JSON.stringify({ time, level, message, ...fields })}\n`)
    else options.write(`${time.slice(11, 19)} ${level.padEnd(5)} ${message}${pretty(fields)}\n`)
  }
}

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

function pretty(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('')
}
