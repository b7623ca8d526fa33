/**
 * What a backup file is: a gzip stream of text that can be read with `zcat`, and loaded by hand with `psql`.
 *
 *     {"portico":"backup","format":1,…}          the header
 *     {"table":"apps","columns":["id",…]}        for each table of the header, in its order:
 *     …                                          its rows as COPY's text format has them
 *     \.
 *     {"rows":{"apps":12,…},"sha256":"…"}        the trailer: what all lines before it add up to
 *
 * Only the text format of COPY is the same in every version of PostgreSQL. It never writes a row that is `\.`, so that line
 * ends a table. The sum finds damage; it is no signature: whoever may write the file may write another.
 */
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'

export const formatVersion = 1
/** Ends the rows of a table. */
export const endOfRows = '\\.\n'

/** Said wherever a backup was written or read. */
export const keysNotice =
  'Secrets inside are sealed with the PORTICO_KEYS of the deployment that was backed up (without that setting: the file "keys" in its data folder). ' +
  'The backup does not hold these keys, and is of no use without them: keep them apart from it, and start the restored deployment with the same ones.'

const names = Type.Array(Type.String({ minLength: 1 }))

export const Header = Type.Object({
  portico: Type.Literal('backup'),
  format: Type.Literal(formatVersion),
  /** Of the Portico that wrote it. */
  release: Type.String(),
  createdAt: Type.String(),
  /** PostgreSQL's `server_version_num`; for people. */
  postgres: Type.Integer(),
  migrations: names,
  tables: names,
  /** The next value of each sequence. */
  sequences: Type.Record(Type.String(), Type.String({ pattern: '^\\d{1,19}$' })),
  /** First days of the months (UTC) for which there are events, and so must be partitions. */
  eventMonths: Type.Array(Type.String({ pattern: '^\\d{4,6}-\\d\\d-01$' })),
})
export type Header = Static<typeof Header>

export const TableLine = Type.Object({ table: Type.String(), columns: names })
export type TableLine = Static<typeof TableLine>

export const Trailer = Type.Object({
  rows: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})
export type Trailer = Static<typeof Trailer>

/** The value of a line, or undefined when it is not what `schema` describes. */
export function parseLine<T extends typeof Header | typeof TableLine | typeof Trailer>(
  schema: T,
  line: string,
): Static<T> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return Value.Check(schema, value) ? value : undefined
  } catch {
    return undefined
  }
}
