import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import type { Secret } from '../kernel/secret.ts'
import { semaphore } from '../kernel/semaphore.ts'

/** Hashes and verifies passwords with argon2id (RFC 9106), a bounded number at a time. */
export interface Hasher {
  /** A PHC string. */
  readonly hash: (password: Secret) => Promise<string>
  /** Whether the password is this hash's. With no hash does the same work and says no. */
  readonly verify: (password: Secret, phc: string | undefined) => Promise<boolean>
}

// 19 MiB, 2 passes, 1 lane: OWASP's first choice, about 20 ms on one core.
const parameters = {
  algorithm: 2 /* argon2id; the library's enum does not survive type stripping */,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const

/**
 * One hasher for the process. At most one hash per core runs at once: more would fill the thread pool, and then files and
 * names wait as well. At most `queue` wait; whoever comes after that gets `server.busy`.
 */
export async function createHasher(
  options: { readonly workers?: number; readonly queue?: number } = {},
): Promise<Hasher> {
  const limit = semaphore(options.workers ?? availableParallelism(), options.queue ?? 200)
  // Somebody without a password costs as much as somebody with one, so that time tells nothing.
  const nobodys = await hash('nobody has this password', parameters)
  return {
    hash: (password) => limit(() => hash(prepared(password), parameters)),
    verify: (password, phc) =>
      limit(async () => (await verify(phc ?? nobodys, prepared(password), parameters)) && phc !== undefined),
  }
}

/** Keyboards write the same letter in two ways: both are the same password. @see RFC 8265, section 4.2.2, rule 4 */
const prepared = (password: Secret) => password.reveal().normalize('NFC')
