import { Fragment, type ReactNode } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import styles from './Facts.module.css'

/** Names and values, read only. An empty value says so. */
export function Facts(props: { readonly facts: readonly { readonly name: string; readonly value: ReactNode }[] }) {
  const { t } = useMessages()
  return (
    <dl className={styles.facts}>
      {props.facts.map(({ name, value }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            {value === undefined || value === null || value === '' ? (
              <span className={styles.none}>{t('ui.none')}</span>
            ) : (
              value
            )}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
