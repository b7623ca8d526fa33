/** Structured log lines. `fields` hold ids and numbers, never names, addresses or secrets. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void
