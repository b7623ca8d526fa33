import { Pair } from '../form/FormPage.tsx'
import { useMessages } from '../i18n/Messages.tsx'
import { TextField } from '../ui/TextField.tsx'
import { profilePath } from './base-fields.ts'

/** Who the new user is and how they are reached. */
export function PersonFields(props: {
  readonly profile: Readonly<Record<string, string>>
  readonly domains: readonly string[]
  readonly onChange: (name: string, value: string) => void
  readonly errorAt: (path: string) => string | undefined
}) {
  const { t, tag } = useMessages()
  const { profile, domains, onChange, errorAt } = props
  const field = (name: string) => ({
    id: profilePath(name),
    value: profile[name] ?? '',
    error: errorAt(profilePath(name)),
    autoComplete: 'off',
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => onChange(name, currentTarget.value),
  })
  const listed = new Intl.ListFormat(tag, { type: 'disjunction' }).format(domains)
  const loginHelp = domains.length === 0 ? t('profile.loginHelp') : t('profile.loginDomains', { domains: listed })
  return (
    <>
      <Pair>
        <TextField {...field('firstName')} label={t('profile.firstName')} />
        <TextField {...field('lastName')} label={t('profile.lastName')} />
      </Pair>
      <TextField {...field('login')} type="email" label={t('profile.login')} help={loginHelp} />
      <TextField {...field('email')} isOptional type="email" label={t('profile.email')} help={t('profile.emailHelp')} />
      <TextField
        {...field('secondEmail')}
        isOptional
        type="email"
        label={t('profile.secondEmail')}
        help={t('profile.secondEmailHelp')}
      />
    </>
  )
}
