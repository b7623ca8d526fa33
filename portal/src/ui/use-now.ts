import { useSyncExternalStore } from 'react'

const minuteMs = 60_000
const everyHalfMinute = (listener: () => void) => {
  const timer = setInterval(listener, minuteMs / 2)
  return () => clearInterval(timer)
}
const currentMinute = () => Math.floor(Date.now() / minuteMs)

/** The minute that it is, for times that are told relative to it: they stay true while a page is open. */
export const useNow = (): Date =>
  new Date(useSyncExternalStore(everyHalfMinute, currentMinute, currentMinute) * minuteMs)
