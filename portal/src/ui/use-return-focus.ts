import { useEffect } from 'react'

/**
 * Gives the focus back when a dialog closes: to where it was, or to the title of the page when that is gone. The library
 * does this only for dialogs that were there before they opened, and ours are made when they are asked for.
 */
export function useReturnFocus(isOpen: boolean): void {
  // The focus is outside React.
  useEffect(() => {
    if (!isOpen) return undefined
    const before = document.activeElement
    // Later, because the dialog holds the focus until it has closed; a page that has taken the focus meanwhile keeps it.
    return () => void setTimeout(() => isFocusLost() && giveBack(before))
  }, [isOpen])
}

const isFocusLost = () =>
  document.activeElement === null ||
  document.activeElement === document.body ||
  document.activeElement.closest('[role=dialog]') !== null

function giveBack(before: Element | null): void {
  const place = before?.isConnected === true && before !== document.body ? before : document.querySelector('main h1')
  if (place instanceof HTMLElement) place.focus({ preventScroll: true })
}
