import type { UserPage } from '@portico/contract/portal.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from '../ui/Button.tsx'
import { Callout } from '../ui/Callout.tsx'
import { exactTime, relativeTime } from '../ui/relative-time.ts'
import { disabledReason } from './reason.ts'
import { isLifecycleVerb, type LifecycleVerb } from './requests.ts'
import { verbWords } from './verbs.ts'

/** The answer to what people come with: can this person sign in, and if not, why and what helps. */
export function SignInCallout(props: {
  readonly user: UserPage
  readonly login: string
  readonly onMend: (verb: LifecycleVerb) => void
}) {
  const messages = useMessages()
  const { user, login, onMend } = props
  const { canSignIn, remedy } = user.signIn
  const verb = remedy !== null && isLifecycleVerb(remedy) ? remedy : undefined
  const action = verb !== undefined && (
    <Button size="small" disabledReason={disabledReason(messages, user.can[verb], verb)} onClick={() => onMend(verb)}>
      {verbWords(messages, verb, { name: user.name, login }).label}
    </Button>
  )
  return (
    <Callout tone={canSignIn ? 'good' : 'warning'} action={action}>
      {sentence(messages, user)}
    </Callout>
  )
}

function sentence({ t, find, tag }: ReturnType<typeof useMessages>, { name, lastLogin, signIn }: UserPage): string {
  if (signIn.reason === 'active') {
    if (lastLogin === null) return t('signIn.activeNever', { name })
    const when = relativeTime(tag, new Date(lastLogin), new Date()) ?? t('ui.now')
    return t('signIn.active', { name, when })
  }
  const when = signIn.at === null ? t('signIn.unknownTime') : exactTime(tag, new Date(signIn.at))
  return find(`signIn.${String(signIn.reason)}`, { name, when }) ?? t('signIn.notActivated', { name })
}
