import type { Tx } from '../db/database.ts'
import type { Target } from './target.ts'

declare const lock: unique symbol
/** A target whose row this transaction holds. Only the `lock…` functions of `queries/` make one; writes ask for it. */
export type Locked<T extends Target> = T & { readonly [lock]: true }

/** Marks a row that was read after its lock was taken in `tx`, in a statement of its own: only then is it what it was. */
export function locked<T extends Target>(_tx: Tx, row: T): Locked<T> {
  return row as Locked<T> // the one place where the brand is put on
}
