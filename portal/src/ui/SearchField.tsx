import { useRef } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import styles from './SearchField.module.css'

export function SearchField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t } = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const { label, value, onChange } = props
  return (
    <search className={styles.search}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        name="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value !== '' && (
        <span className={styles.clear}>
          <IconButton
            isSmall
            icon="close"
            label={t('ui.clear')}
            onClick={() => {
              onChange('')
              input.current?.focus()
            }}
          />
        </span>
      )}
    </search>
  )
}
