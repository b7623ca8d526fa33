import { english } from '@portico/messages/translate.ts'
import { ConfigError } from '../config/config.ts'
import { BackupError } from '../db/backup/error.ts'
import { EmbeddedPostgresError } from '../db/embedded/error.ts'
import { Fault } from '../kernel/fault.ts'
import { CommandError } from './command.ts'

/** An error as a person at the command line reads it. What a script looks for, the code of a fault, stands in brackets. */
export function describeError(error: unknown): string {
  if (error instanceof CommandError || error instanceof ConfigError) return error.message
  if (error instanceof EmbeddedPostgresError || error instanceof BackupError) return `${error.message}\n${error.advice}`
  if (error instanceof Fault) return describeFault(error)
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : ''
  return `${error.message}${cause}`
}

const words: Readonly<Record<string, unknown>> = english

function describeFault({ code, fields }: Fault): string {
  const lines = fields.map((field) => `  ${field.path}: ${text(`field.${field.code}`, field.params)} [${field.code}]`)
  return [`${text(`fault.${code}`)} [${code}]`, ...lines].join('\n')
}

function text(key: string, params: Fault['params'] = {}): string {
  const message = words[key]
  if (typeof message !== 'string') return 'This is not possible.'
  return message.replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? name))
}
