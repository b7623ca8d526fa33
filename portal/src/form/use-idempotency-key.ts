import { useRef } from 'react'

/**
 * The key under which a form is sent. The same contents have the same key: when the answer to the first attempt was lost,
 * the second does not do the thing twice.
 */
export function useIdempotencyKey(): (contents: unknown) => string {
  const last = useRef<{ readonly contents: string; readonly key: string }>(undefined)
  return (contents) => {
    const text = JSON.stringify(contents)
    if (last.current?.contents !== text) last.current = { contents: text, key: crypto.randomUUID() }
    return last.current.key
  }
}
