// What Fastify, Node's HTTP parser and the database driver refuse, in our words: no answer of this server has another form.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError } from 'fastify'
import { Fault } from '../kernel/fault.ts'
import { encodeFault } from './encode-fault.ts'
import { securityHeaders } from './security-headers.ts'

export const maxBodyBytes = 256 * 1024

const fastifyCodes: Readonly<Record<string, () => Fault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Fault('request.tooLarge', { params: { limit: maxBodyBytes } }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Fault('request.unsupportedMediaType'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Fault('request.badBody'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Fault('request.badBody'),
  FST_ERR_BAD_URL: () => new Fault('request.pathNotFound'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Fault('request.pathNotFound'),
}

const databaseIsDown = new Set([
  'ECONNREFUSED',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '53300',
  '25006',
])

/** The fault that an error stands for, or the error itself: then it is ours to mend, and answered with 500. */
export function asFault(error: FastifyError): unknown {
  if (error instanceof Fault) return error
  const known = fastifyCodes[error.code]
  if (known !== undefined) return known()
  if (
    databaseIsDown.has(error.code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  ) {
    return new Fault('server.unavailable', { cause: error, retryAfterSeconds: 2 })
  }
  if (error.statusCode === 403 || error.statusCode === 404) return new Fault('request.pathNotFound', { cause: error })
  if (error.code?.startsWith('FST_') && error.statusCode !== undefined && error.statusCode < 500)
    return new Fault('request.badBody', { cause: error })
  return error
}

/** Answers what is not HTTP, or has more header than Node reads: there is no request yet, so the answer is written by hand. */
export function refuseConnection(origin: string): (error: Error, socket: Socket) => void {
  return (error, socket) => {
    const code = 'code' in error ? error.code : undefined
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const { status, body } = encodeFault(
      new Fault(code === 'HPE_HEADER_OVERFLOW' ? 'request.headerTooLarge' : 'request.badBody'),
    )
    const text = JSON.stringify(body)
    const headers = {
      ...securityHeaders(origin),
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
      'cache-control': 'no-store',
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`)
  }
}
