export type FaultParams = Readonly<Record<string, string | number>>

/** What the server says about one member of the request. */
export interface FieldFault {
  readonly path: string
  readonly code: string
  readonly params: FaultParams
}

/** The server said no, or did not answer (`status` 0). */
export class Fault extends Error {
  readonly status: number
  /** Stable, with words in the catalogues: `user.notFound`. */
  readonly code: string
  readonly params: FaultParams
  readonly errorId: string
  readonly fields: readonly FieldFault[]

  constructor(answer: {
    readonly status: number
    readonly code: string
    readonly message: string
    readonly params?: FaultParams
    readonly errorId?: string
    readonly fields?: readonly FieldFault[]
    readonly cause?: unknown
  }) {
    super(answer.message, { cause: answer.cause })
    this.name = 'Fault'
    this.status = answer.status
    this.code = answer.code
    this.params = answer.params ?? {}
    this.errorId = answer.errorId ?? ''
    this.fields = answer.fields ?? []
  }
}

/**
 * Reads the body of an answer that is not 2xx: among its `fields` the fault itself has the empty path, the others speak of
 * members of the request. A proxy in between may send anything, so nothing is taken for granted.
 */
export function parseFault(status: number, body: unknown): Fault {
  const told = isRecord(body) ? body : {}
  const all = Array.isArray(told.fields) ? told.fields.flatMap(parseField) : []
  const itself = all.find(({ path }) => path === '')
  return new Fault({
    status,
    code: itself?.code ?? 'unknown',
    message: text(told.errorSummary) ?? `The server answered ${status}`,
    params: itself?.params ?? {},
    errorId: text(told.errorId) ?? '',
    fields: all.filter((field) => field !== itself),
  })
}

function parseField(field: unknown): FieldFault[] {
  if (!isRecord(field)) return []
  return [{ path: text(field.path) ?? '', code: text(field.code) ?? 'invalid', params: parseParams(field.params) }]
}

function parseParams(params: unknown): FaultParams {
  return isRecord(params) ? Object.fromEntries(Object.entries(params).flatMap(parseParam)) : {}
}

function parseParam([name, value]: [string, unknown]): [string, string | number][] {
  if (typeof value === 'number' || typeof value === 'string') return [[name, value]]
  return Array.isArray(value) ? [[name, value.join(', ')]] : []
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
