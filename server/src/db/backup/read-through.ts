import { BackupError } from './error.ts'
import { formatVersion, Header, parseLine, TableLine, Trailer } from './format.ts'
import { type Content, damaged, notBackup, openContent } from './open-content.ts'

/** What a complete and undamaged backup says about itself. */
export interface Verified {
  readonly header: Header
  /** Rows of each table of the header. */
  readonly rows: Readonly<Record<string, number>>
  /** SHA-256 of its content, in hex. */
  readonly sha256: string
}

/** Reads a backup to its end and throws `BackupError` unless it is exactly what was written. Needs no database. */
export async function verifyBackup(path: string): Promise<Verified> {
  return await readThrough(path, skip)
}

/** Like `verifyBackup`, and hands each table's rows to `eachTable`, which must read them all, on the way. */
export async function readThrough(
  path: string,
  eachTable: (table: TableLine, rows: AsyncGenerator<Buffer>) => Promise<void>,
): Promise<Verified> {
  const content = openContent(path)
  try {
    const header = await readHeader(path, content)
    for (const expected of header.tables) {
      const table = parseLine(TableLine, await content.line())
      if (table?.table !== expected) throw damaged(path, `the table ${expected} is not where it belongs`)
      await eachTable(table, content.rows())
    }
    const sha256 = content.digest()
    const trailer = parseLine(Trailer, await content.line())
    if (trailer === undefined) throw damaged(path, 'its end is not where it belongs')
    if (trailer.sha256 !== sha256) throw damaged(path, 'its content is not what was written')
    if (!(await content.isAtEnd())) throw damaged(path, 'something follows its end')
    return { header, rows: trailer.rows, sha256 }
  } finally {
    content.close()
  }
}

/** Reads rows that nobody wants. */
export async function skip(_table: TableLine, rows: AsyncGenerator<Buffer>): Promise<void> {
  for await (const _rows of rows) continue
}

async function readHeader(path: string, content: Content): Promise<Header> {
  const line = await content.line()
  const header = parseLine(Header, line)
  if (header !== undefined) return header
  const format = /^\{"portico":"backup","format":(\d+)/.exec(line)?.[1]
  if (format === undefined) throw notBackup(path)
  if (Number(format) === formatVersion) throw damaged(path, 'its header is not complete')
  throw new BackupError(
    `The backup ${path} has format ${format}, and this release reads format ${formatVersion}.`,
    'Restore it with the release that wrote it, or a newer one.',
  )
}
