import { createHash } from 'node:crypto'
import { Fault } from '../kernel/fault.ts'
import type { UserId } from '../kernel/ids.ts'

/** What a version of somebody is called: it changes with every write and says nothing of what was written. */
interface Versioned {
  readonly id: UserId
  readonly version: number
}

/** The entity tag of this version of a person, as the wire sends it and the portal keeps it: weak, 64 hex digits. */
export function etagOf({ id, version }: Versioned): string {
  return `W/"${createHash('sha256').update(`${id}.${version}`).digest('hex')}"`
}

/** `*`, or one to sixteen quoted tags. Quoted text may not hold a quote or a control character. */
const tag = String.raw`(?:W/)?"[\x21\x23-\x7e]{0,128}"`
const ifMatchSyntax = new RegExp(String.raw`^\s*(?:\*|${tag}(?:\s*,\s*${tag}){0,15})\s*$`)

/**
 * Whether an `If-Match` header names the version that the person has. The caller, who holds the row, answers `user.stale`
 * where it does not. Weak and strong spelling are the same tag here: a version is a version. Faults: `request.badEtag`.
 * @see RFC 9110, section 13.1.1 "If-Match"
 */
export function versionMatches(ifMatch: string, user: Versioned): boolean {
  if (ifMatch.length > 4096 || !ifMatchSyntax.test(ifMatch)) throw new Fault('request.badEtag')
  if (ifMatch.trim() === '*') return true
  const wanted = opaque(etagOf(user))
  return ifMatch.split(',').some((one) => opaque(one.trim()) === wanted)
}

const opaque = (etag: string) => etag.replace(/^W\//, '')
