import { Fault } from './fault.ts'

/** Runs at most `permits` tasks at once; at most `queue` more wait, and whoever comes after that is told to come back. */
export function semaphore(permits: number, queue: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: Array<() => void> = []
  return async (task) => {
    if (running >= permits) {
      if (waiting.length >= queue) throw new Fault('server.busy', { retryAfterSeconds: 1 })
      await new Promise<void>((go) => waiting.push(go))
    } else {
      running += 1
    }
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
