import type { WishedCredentials } from '@portico/contract/user-writes.ts'
import { Fault } from '../kernel/fault.ts'
import { Secret } from '../kernel/secret.ts'

/**
 * Reads the credentials of a request. Imported hashes, hooks, questions and other providers are not served, and are said
 * so by path instead of being left out in silence. Faults: `request.notSupported`.
 */
export function readPassword(credentials: WishedCredentials | null | undefined): Secret | undefined {
  const password = credentials?.password
  const unserved = [
    ...(['hash', 'hook'] as const).filter((name) => present(password?.[name])).map((name) => `password.${name}`),
    ...(present(credentials?.recovery_question) ? ['recovery_question'] : []),
    ...((credentials?.provider?.type ?? 'OKTA') === 'OKTA' ? [] : ['provider']),
  ]
  refuseUnserved(unserved.map((path) => `credentials.${path}`))
  return password?.value === undefined ? undefined : new Secret(password.value)
}

/** Faults: `request.notSupported`, with the paths. */
export function refuseUnserved(paths: readonly string[]): void {
  if (paths.length > 0)
    throw new Fault('request.notSupported', { fields: paths.map((path) => ({ path, code: 'notServed' as const })) })
}

const present = (value: unknown) => value !== undefined && value !== null
