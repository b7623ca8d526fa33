import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useServices } from '../api/services-context.ts'
import { FormPage } from '../form/FormPage.tsx'
import { LeaveGuard } from '../form/LeaveGuard.tsx'
import { useIdempotencyKey } from '../form/use-idempotency-key.ts'
import { useProblem } from '../form/use-problem.ts'
import { type MessagesValue, useMessages } from '../i18n/Messages.tsx'
import { ButtonLink } from '../layout/Link.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { paths } from '../paths.ts'
import { realmQuery } from '../realms/queries.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { useToast } from '../ui/toasts.ts'
import { ActivationField } from './ActivationField.tsx'
import { type Attribute, AttributeField } from './AttributeField.tsx'
import { baseFields, profilePath } from './base-fields.ts'
import { GroupsField } from './GroupsField.tsx'
import { emptyDraft, fieldOf, isEmpty, type NewUserDraft, toNewUser } from './new-user.ts'
import { PersonFields } from './PersonFields.tsx'
import { newUserQuery, realmKey } from './queries.ts'
import { createUser } from './requests.ts'

const route = getRouteApi('/portal/$realmId/users/new')

export function AddUserPage() {
  const { t } = useMessages()
  const services = useServices()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const { realmId } = route.useParams()
  const { data: realm } = useSuspenseQuery(realmQuery(services, realmId))
  const { data: form } = useSuspenseQuery(newUserQuery(services, realmId))
  const [draft, setDraft] = useState<NewUserDraft>(() => emptyDraft(form))
  const isSaved = useRef(false)
  const keyFor = useIdempotencyKey()
  const { problem, refuse, errorAt } = useProblem()

  const type = form.types.find(({ id }) => id === draft.typeId) ?? form.types[0]
  const attributes = type?.attributes ?? []
  const setProfile = (name: string, value: string) =>
    setDraft((before) => ({ ...before, profile: { ...before.profile, [name]: value } }))

  const add = useMutation({
    mutationFn: () => {
      const newUser = toNewUser(realmId, draft, attributes)
      return createUser(services.request, newUser, keyFor(newUser))
    },
    onSuccess: async (user) => {
      isSaved.current = true
      await queryClient.invalidateQueries({ queryKey: realmKey(realmId) })
      const name = `${draft.profile.firstName} ${draft.profile.lastName}`.trim()
      const address = draft.profile.email || draft.profile.login || ''
      toast({
        text: draft.activation === 'now' ? t('addUser.addedMail', { name, address }) : t('addUser.added', { name }),
      })
      await navigate({ to: paths.user({ realmId, userId: user.id }) })
    },
    onError: (failure) => refuse(failure, fieldNames(t, attributes), fieldOf),
  })

  return (
    <>
      <PageHeader
        title={t('addUser.title')}
        place={realm.name}
        crumbs={[{ to: paths.users({ realmId }), label: t('users.title') }]}
        lead={t('addUser.into', { realm: realm.name })}
      />
      <LeaveGuard isDirty={() => !isSaved.current && !isEmpty(draft)} />
      <FormPage
        submitLabel={t('addUser.submit')}
        isBusy={add.isPending}
        problem={problem}
        onSubmit={() => add.mutate()}
        cancel={<ButtonLink to={paths.users({ realmId })}>{t('ui.cancel')}</ButtonLink>}
      >
        {form.types.length > 1 && (
          <SelectField
            id="type.id"
            label={t('profile.userType')}
            error={errorAt('type.id')}
            options={form.types.map(({ id, displayName }) => ({ value: id, label: displayName }))}
            value={draft.typeId}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, typeId: value })}
          />
        )}
        <PersonFields profile={draft.profile} domains={form.domains} onChange={setProfile} errorAt={errorAt} />
        {attributes.map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            value={draft.profile[attribute.name] ?? ''}
            onChange={(value) => setProfile(attribute.name, value)}
            error={errorAt(profilePath(attribute.name))}
          />
        ))}
        <GroupsField
          realmId={realmId}
          error={errorAt('groupIds')}
          onChange={(groupIds) => setDraft((before) => ({ ...before, groupIds }))}
        />
        <ActivationField
          draft={draft}
          minPasswordLength={form.minPasswordLength}
          error={errorAt('credentials.password.value')}
          onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        />
      </FormPage>
    </>
  )
}

/** The fields that the answer may speak of, by path. */
function fieldNames(t: MessagesValue['t'], attributes: readonly Attribute[]) {
  return [
    { path: 'type.id', label: t('profile.userType') },
    ...baseFields.map(({ name, label }) => ({ path: profilePath(name), label: t(label) })),
    ...attributes.map(({ name, title }) => ({ path: profilePath(name), label: title })),
    { path: 'groupIds', label: t('addUser.groups') },
    { path: 'credentials.password.value', label: t('addUser.password') },
  ]
}
