const units = [
  ['year', 365 * 24 * 60],
  ['month', 30 * 24 * 60],
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const

/** "3 days ago", "in 2 hours", "yesterday"; undefined within the current minute. */
export function relativeTime(tag: string, at: Date, now: Date): string | undefined {
  const minutes = (at.getTime() - now.getTime()) / 60_000
  const unit = units.find(([, length]) => Math.abs(minutes) >= length)
  if (unit === undefined) return undefined
  return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.trunc(minutes / unit[1]), unit[0])
}

export const exactTime = (tag: string, at: Date): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' }).format(at)
