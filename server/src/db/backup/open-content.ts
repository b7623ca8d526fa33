import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BackupError, reasonOf } from './error.ts'
import { endOfRows } from './format.ts'

/** No line of JSON is longer. */
const MAX_LINE_BYTES = 4_194_304
const END = Buffer.from(endOfRows)
const ROW_AND_END = Buffer.concat([Buffer.from('\n'), END])

/** What a backup file holds, read from its beginning to its end, once. Everything throws `BackupError` for a damaged file. */
export interface Content {
  /** The next line, without its end. */
  line(): Promise<string>
  /** The rows up to the end of this table, in pieces of any size. To be read to the end. */
  rows(): AsyncGenerator<Buffer>
  isAtEnd(): Promise<boolean>
  /** SHA-256 of all that was read so far, in hex. */
  digest(): string
  close(): void
}

/** Opens a backup file for reading. */
export function openContent(path: string): Content {
  const source = createGunzip({ chunkSize: 65_536 })
  pipeline(createReadStream(path), source, () => undefined) // an error ends `source`, too, and is met below
  const chunks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]()
  const hash = createHash('sha256')
  let pending: Buffer = Buffer.alloc(0)

  async function more(): Promise<boolean> {
    const next = await chunks.next().catch((error: unknown) => {
      throw unreadable(path, error)
    })
    if (next.done === true) return false
    pending = pending.length === 0 ? next.value : Buffer.concat([pending, next.value])
    return true
  }

  function take(length: number): Buffer {
    const taken = pending.subarray(0, length)
    pending = pending.subarray(length)
    hash.update(taken)
    return taken
  }

  async function line(): Promise<string> {
    while (true) {
      const end = pending.indexOf(10)
      if (end >= 0) return take(end + 1).toString('utf8', 0, end)
      if (pending.length > MAX_LINE_BYTES) throw damaged(path, 'a line is too long')
      if (!(await more())) throw damaged(path, 'it ends too early')
    }
  }

  async function* rows(): AsyncGenerator<Buffer> {
    while (pending.length < END.length && (await more())) continue
    if (pending.subarray(0, END.length).equals(END)) return void take(END.length)
    while (true) {
      const end = pending.indexOf(ROW_AND_END)
      if (end >= 0) {
        yield take(end + 1)
        return void take(END.length)
      }
      const certain = pending.length - END.length // the rest may be the beginning of the end
      if (certain > 0) yield take(certain)
      if (!(await more())) throw damaged(path, 'it ends too early')
    }
  }

  return {
    line,
    rows,
    isAtEnd: async () => pending.length === 0 && !(await more()),
    digest: () => hash.copy().digest('hex'),
    close: () => void source.destroy(),
  }
}

/** A file that was a backup once, or only part of one. */
export function damaged(path: string, reason: string): BackupError {
  return new BackupError(
    `The backup ${path} is damaged or incomplete: ${reason}.`,
    'Nothing was changed. Use another copy of it, or an earlier backup.',
  )
}

export function notBackup(path: string): BackupError {
  return new BackupError(
    `The file ${path} is not a backup of Portico.`,
    'Name a file that "portico backup" has written.',
  )
}

function unreadable(path: string, error: unknown): BackupError {
  if (error instanceof BackupError) return error
  if (error instanceof Error && 'syscall' in error) {
    return new BackupError(
      `The backup ${path} cannot be read: ${reasonOf(error)}.`,
      'See that it is there and readable.',
      {
        cause: error,
      },
    )
  }
  return damaged(path, reasonOf(error))
}
