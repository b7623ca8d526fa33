import type { Keyring } from '../kernel/keyring.ts'

/** Under which hashes a deleted login may be held: a hold is written under the first and found under any. */
export function loginHashes(keyring: Keyring, loginKey: string): readonly [Buffer, ...Buffer[]] {
  return keyring.keyedHashes('login-hold', loginKey)
}
