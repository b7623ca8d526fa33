import { createContext, use } from 'react'
import type { Confirmation } from './ConfirmDialog.tsx'

export const ConfirmContext = createContext<((confirmation: Confirmation) => void) | undefined>(undefined)

/** The one way to ask yes or no. */
export function useConfirm(): (confirmation: Confirmation) => void {
  const confirm = use(ConfirmContext)
  if (confirm === undefined) throw new Error('useConfirm needs <Confirms>')
  return confirm
}
