import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { type Toast, ToastContext } from './toasts.ts'
import styles from './Toasts.module.css'

const shownMs = 6_000
const shownWithActionMs = 12_000

/** Shows what `useToast` says, the three latest, and has it read out. */
export function Toasts(props: { readonly children: ReactNode }) {
  const { t } = useMessages()
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([])
  const show = useCallback((toast: Toast) => {
    setToasts((shown) => {
      // The same again is new, not one more.
      const others = shown.filter(({ text }) => text !== toast.text)
      return [...others, { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 }].slice(-3)
    })
  }, [])
  const drop = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  return (
    <ToastContext value={show}>
      {props.children}
      <section aria-label={t('ui.messages')}>
        <ol className={styles.region} aria-live="polite" aria-relevant="additions">
          {toasts.map((toast) => (
            <ToastItem key={toast.id} toast={toast} onDrop={() => drop(toast.id)} />
          ))}
        </ol>
      </section>
    </ToastContext>
  )
}

function ToastItem({ toast, onDrop }: { readonly toast: Toast; readonly onDrop: () => void }) {
  const { t } = useMessages()
  const [isHeld, setHeld] = useState(false)
  const { tone = 'done', action } = toast
  // A timer is outside React. It stands still while the pointer or the focus is on the message.
  useEffect(() => {
    if (isHeld || tone === 'failed') return undefined
    const timer = setTimeout(onDrop, action === undefined ? shownMs : shownWithActionMs)
    return () => clearTimeout(timer)
  }, [isHeld, tone, action, onDrop])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only holds the timer; nothing is offered
    <li
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={`${styles.icon} ${styles[tone] ?? ''}`}>
        <Icon name={tone === 'done' ? 'check' : 'warning'} />
      </span>
      <span className={styles.text}>{toast.text}</span>
      {action !== undefined && (
        <Button
          size="small"
          onClick={() => {
            action.run()
            onDrop()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton isSmall icon="close" label={t('ui.dismiss')} onClick={onDrop} />
    </li>
  )
}
