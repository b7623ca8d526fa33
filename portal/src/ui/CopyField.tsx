import { useState } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from './Button.tsx'
import styles from './CopyField.module.css'

/** A secret that is shown once: large, to be copied. */
export function CopyField(props: { readonly label: string; readonly value: string }) {
  const { t } = useMessages()
  const [state, setState] = useState<'ui.copy' | 'ui.copied' | 'ui.copyFailed'>('ui.copy')
  const copy = () => {
    navigator.clipboard.writeText(props.value).then(
      () => setState('ui.copied'),
      () => setState('ui.copyFailed'),
    )
  }
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{props.label}</legend>
      <div className={styles.row}>
        <span className={styles.value}>{props.value}</span>
        <Button size="small" icon={state === 'ui.copied' ? 'check' : 'copy'} onClick={copy}>
          <span aria-live="polite">{t(state)}</span>
        </Button>
      </div>
      <p className={styles.once}>{t('ui.onlyOnce')}</p>
    </fieldset>
  )
}
