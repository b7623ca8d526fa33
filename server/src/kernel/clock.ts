/** The one source of time. Tests pass their own. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

export function secondsAfter(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000)
}

export const minute = 60
export const hour = 60 * minute
export const day = 24 * hour
