import { useEffect } from 'react'

/** The title of the window: the page first, then where it is. */
export function useWindowTitle(...names: readonly (string | undefined)[]): void {
  const title = names.filter((name) => name !== undefined).join(' · ')
  // Outside React: the element from the server stands before any that React would add.
  useEffect(() => {
    document.title = title
  }, [title])
}
