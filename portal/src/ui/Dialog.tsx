import { Modal } from '@mantine/core'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import type { ReactNode } from 'react'
import styles from './Dialog.module.css'
import { useReturnFocus } from './use-return-focus.ts'

const size = 480

/** A modal window: holds the focus, closes with Escape, gives the focus back. The title is a question or a name. */
export function Dialog(props: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  useReturnFocus(props.isOpen)
  return (
    <Modal
      centered
      returnFocus={false}
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={size}
      withCloseButton={false}
      transitionProps={{ duration: 120, transition: 'fade' }}
      overlayProps={{ color: 'var(--scrim)', backgroundOpacity: 1 }}
      attributes={{ header: { role: 'presentation' } }}
      classNames={{
        content: styles.content ?? '',
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
      }}
    >
      {props.children}
    </Modal>
  )
}

/** The buttons of a dialog: Cancel first, the verb at the end. */
export const DialogActions = (props: { readonly children: ReactNode }) => (
  <div className={styles.actions}>{props.children}</div>
)

/** What will happen, one line each. */
export const Effects = (props: { readonly effects: readonly string[] }) => (
  <ul className={styles.effects}>
    {props.effects.map((effect) => (
      <li key={effect}>{effect}</li>
    ))}
  </ul>
)
