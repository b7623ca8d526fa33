import type { UserRow } from '@portico/contract/portal.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useExplain } from '../api/explain.ts'
import { useServices } from '../api/services-context.ts'
import { useMessages } from '../i18n/Messages.tsx'
import type { MenuAction, MenuGroup } from '../ui/ActionMenu.tsx'
import { useConfirm } from '../ui/confirm.ts'
import { useToast } from '../ui/toasts.ts'
import { realmKey } from './queries.ts'
import { disabledReason } from './reason.ts'
import { type LifecycleVerb, runVerb } from './requests.ts'
import { verbWords } from './verbs.ts'

export type UserOfVerbs = Pick<UserRow, 'id' | 'name' | 'login' | 'can'>

// Of verbs that stand for each other, one is shown: the one that can be done, else the first.
const menu: readonly { readonly label: 'action.groupSignInHelp' | 'action.groupAccount'; readonly verbs: Verbs }[] = [
  {
    label: 'action.groupSignInHelp',
    verbs: [['activate', 'reactivate'], ['unlock'], ['resetPassword'], ['expirePassword']],
  },
  { label: 'action.groupAccount', verbs: [['suspend', 'unsuspend'], ['deactivate'], ['delete']] },
]
type Verbs = readonly (readonly [LifecycleVerb, ...LifecycleVerb[]])[]

/** What can be done with a user of this realm: asks, does it, tells, and makes every list read again. */
export function useUserVerbs(realmId: string, onDeleted?: () => void) {
  const messages = useMessages()
  const { request } = useServices()
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const toast = useToast()
  const explain = useExplain()

  const run = async (user: UserOfVerbs, verb: LifecycleVerb) => {
    await runVerb(request, user.id, verb)
    if (verb === 'delete') onDeleted?.()
    await queryClient.invalidateQueries({ queryKey: realmKey(realmId) })
  }
  const undo = (user: UserOfVerbs, verb: LifecycleVerb) => {
    run(user, verb).then(
      () => toast({ text: verbWords(messages, verb, user).done }),
      (failure: unknown) => toast({ tone: 'failed', text: explain(failure) }),
    )
  }
  const ask = (user: UserOfVerbs, verb: LifecycleVerb) => {
    const words = verbWords(messages, verb, user)
    const undoVerb = words.undo
    confirm({
      title: words.question,
      effects: words.effects,
      verb: words.label,
      isDestructive: words.isDestructive === true,
      run: async () => {
        await run(user, verb)
        const action =
          undoVerb === undefined ? {} : { action: { label: messages.t('ui.undo'), run: () => undo(user, undoVerb) } }
        toast({ text: words.done, ...action })
      },
    })
  }
  const toAction = (user: UserOfVerbs, alternatives: Verbs[number]): MenuAction => {
    const verb = alternatives.find((name) => disabledReason(messages, user.can[name]) === undefined) ?? alternatives[0]
    const { label, isDestructive = false } = verbWords(messages, verb, user)
    return {
      label,
      isDestructive,
      disabledReason: disabledReason(messages, user.can[verb], verb),
      onSelect: () => ask(user, verb),
    }
  }
  const groups = (user: UserOfVerbs): readonly MenuGroup[] =>
    menu.map(({ label, verbs }) => ({
      label: messages.t(label),
      actions: verbs.map((alternatives) => toAction(user, alternatives)),
    }))
  return { groups, ask }
}
