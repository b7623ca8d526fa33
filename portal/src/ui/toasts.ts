import { createContext, use } from 'react'

/** The result of an action on this page. Not for errors of a form: those stand at the form. */
export interface Toast {
  readonly text: string
  readonly tone?: 'done' | 'failed'
  readonly action?: { readonly label: string; readonly run: () => void }
}

export const ToastContext = createContext<((toast: Toast) => void) | undefined>(undefined)

export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext)
  if (show === undefined) throw new Error('useToast needs <Toasts>')
  return show
}
