// What answers alike must also take as long: a mail that is queued, or a lock that is set, costs some milliseconds more than
// a name that is nobody's, and those can be measured.
import type { SigninParts } from './parts.ts'

/** Longer than any of this work takes on a machine that is not overloaded, shorter than people mind. In milliseconds. */
const leastMs = 300

/**
 * Does the work, and ends no sooner than a fixed time after it began, however it ends. `mayHurry` says of an outcome that
 * tells by itself whose account it was, and need not wait. The timer starts with the work, so that nothing of what the
 * work took is left in when it fires.
 */
export async function inEvenTime<T>(
  { answerMs = leastMs }: Pick<SigninParts, 'answerMs'>,
  work: () => Promise<T>,
  mayHurry: (done: T) => boolean = () => false,
): Promise<T> {
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>()
  const timer = setTimeout(end, answerMs)
  try {
    const done = await work()
    if (mayHurry(done)) end()
    return done
  } finally {
    await isOver
    clearTimeout(timer)
  }
}
