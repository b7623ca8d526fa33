/** One caller's budget in the current window. */
export interface Budget {
  readonly limit: number
  readonly remaining: number
  /** Epoch seconds at which the window ends. */
  readonly reset: number
  readonly isExceeded: boolean
}

/**
 * Fixed windows of one minute in this process, one per key. The headers tell what this process enforces: with three
 * processes behind one address a caller has up to three times as much.
 */
export function rateLimiter(options: {
  readonly perMinute: number
  readonly maxKeys: number
}): (key: string, now: Date) => Budget {
  let minute = 0
  let counts = new Map<string, number>()
  return (key, now) => {
    const current = Math.floor(now.getTime() / 60_000)
    if (current !== minute) {
      minute = current
      counts = new Map()
    }
    // When more callers come than can be told apart, those that come last share one budget: nobody's count is forgotten.
    const counted = counts.has(key) || counts.size < options.maxKeys ? key : 'everybody else'
    const used = (counts.get(counted) ?? 0) + 1
    counts.set(counted, used)
    return {
      limit: options.perMinute,
      remaining: Math.max(0, options.perMinute - used),
      reset: (minute + 1) * 60,
      isExceeded: used > options.perMinute,
    }
  }
}
