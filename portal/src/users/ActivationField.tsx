import { useMessages } from '../i18n/Messages.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Choices } from '../ui/Choices.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import styles from './ActivationField.module.css'
import type { NewUserDraft } from './new-user.ts'

type ActivationDraft = Pick<NewUserDraft, 'activation' | 'password' | 'mustChange'>

/** How the new user gets in: by mail now, later, or with a password that is passed on. */
export function ActivationField(props: {
  readonly draft: ActivationDraft
  readonly minPasswordLength: number
  readonly error: string | undefined
  readonly onChange: (changes: Partial<ActivationDraft>) => void
}) {
  const { t } = useMessages()
  const { draft, minPasswordLength, error, onChange } = props
  return (
    <Choices
      name="activation"
      label={t('addUser.activation')}
      value={draft.activation}
      onChange={(activation) => onChange({ activation })}
      choices={[
        { value: 'now', label: t('addUser.activateNow'), help: t('addUser.activateNowHelp') },
        { value: 'later', label: t('addUser.activateLater'), help: t('addUser.activateLaterHelp') },
        {
          value: 'password',
          label: t('addUser.setPassword'),
          help: t('addUser.setPasswordHelp'),
          children: (
            <div className={styles.password}>
              <PasswordField
                id="credentials.password.value"
                label={t('addUser.password')}
                help={t('addUser.passwordHelp', { count: minPasswordLength })}
                autoComplete="new-password"
                error={error}
                value={draft.password}
                onChange={({ currentTarget }) => onChange({ password: currentTarget.value })}
              />
              <CheckboxField
                label={t('addUser.mustChange')}
                isChecked={draft.mustChange}
                onChange={(mustChange) => onChange({ mustChange })}
              />
            </div>
          ),
        },
      ]}
    />
  )
}
