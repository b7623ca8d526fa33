import { Fault } from './fault.ts'

/** One page of a keyset list: at most `limit` rows that come after `after` in the list's order. */
export interface Page {
  readonly limit: number
  readonly after?: Cursor | undefined
}
/** The sort values and the id of the last row of a page. */
export type Cursor = readonly [...string[]]

export interface Slice<T> {
  readonly rows: readonly T[]
  /** Opaque cursor of the next page; absent on the last one. */
  readonly next?: string | undefined
}

/** Cuts `limit + 1` fetched rows to one page and remembers where the next one starts. */
export function slice<T>(fetched: readonly T[], limit: number, cursorOf: (row: T) => Cursor): Slice<T> {
  const rows = fetched.slice(0, limit)
  const last = rows.at(-1)
  return fetched.length > limit && last !== undefined ? { rows, next: encodeCursor(cursorOf(last)) } : { rows }
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Reads a cursor of `length` parts back. Faults: `request.badCursor`. */
export function decodeCursor(text: string, length: number): Cursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === length && parts.every(isCleanText)) return parts
  } catch {
    // Not ours: told below.
  }
  throw new Fault('request.badCursor')
}

function isCleanText(part: unknown): part is string {
  return typeof part === 'string' && part.length <= 1024 && part.isWellFormed() && !part.includes('\0')
}
