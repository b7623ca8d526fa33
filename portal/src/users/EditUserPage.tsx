import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Fault } from '../api/fault.ts'
import { useServices } from '../api/services-context.ts'
import { FormPage } from '../form/FormPage.tsx'
import { LeaveGuard } from '../form/LeaveGuard.tsx'
import { useProblem } from '../form/use-problem.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { ButtonLink } from '../layout/Link.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { paths } from '../paths.ts'
import { realmQuery } from '../realms/queries.ts'
import { TextField } from '../ui/TextField.tsx'
import { useToast } from '../ui/toasts.ts'
import { baseFields, profilePath, profileText } from './base-fields.ts'
import { changesOf, theirsOf } from './edits.ts'
import { realmKey, userQuery } from './queries.ts'
import { editProfile } from './requests.ts'

const route = getRouteApi('/portal/$realmId/users/$userId/edit')

export function EditUserPage() {
  const { t, tag } = useMessages()
  const services = useServices()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const { realmId, userId } = route.useParams()
  const { data: realm } = useSuspenseQuery(realmQuery(services, realmId))
  const { data: user } = useSuspenseQuery(userQuery(services, realmId, userId))
  // What the form was opened with: whatever is stored later is somebody else's change.
  const [opened] = useState(user)
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({})
  const isSaved = useRef(false)
  const { problem, refuse, tell, errorAt } = useProblem()

  const fields = baseFields.filter(({ name }) => user.editable.includes(name))
  const names = fields.map(({ name, label }) => ({ path: profilePath(name), label: t(label) }))
  const changes = changesOf(opened.profile, edits)
  const theirs = theirsOf(opened.profile, user.profile)
  const back = paths.user({ realmId, userId })

  const save = useMutation({
    mutationFn: () => editProfile(services.request, userId, changes, user.etag),
    onSuccess: async () => {
      isSaved.current = true
      await queryClient.invalidateQueries({ queryKey: realmKey(realmId) })
      const labels = fields.filter(({ name }) => name in changes).map(({ label }) => t(label))
      const attributes = new Intl.ListFormat(tag, { type: 'conjunction' }).format(labels)
      toast({ text: t('editUser.saved', { attributes }) })
      await navigate({ to: back })
    },
    onError: async (failure) => {
      if (!(failure instanceof Fault) || failure.status !== 412) return refuse(failure, names)
      await queryClient.refetchQueries(userQuery(services, realmId, userId))
      tell(`${t('editUser.conflict', { name: opened.name })} ${t('editUser.conflictText')}`)
    },
  })
  const submit = () => {
    if (Object.keys(changes).length > 0) return save.mutate()
    toast({ text: t('editUser.unchanged') })
    void navigate({ to: back })
  }

  return (
    <>
      <PageHeader
        title={t('editUser.title')}
        place={realm.name}
        crumbs={[
          { to: paths.users({ realmId }), label: t('users.title') },
          { to: back, label: opened.name },
        ]}
      />
      <LeaveGuard isDirty={() => !isSaved.current && Object.keys(changes).length > 0} />
      <FormPage
        submitLabel={t('editUser.submit')}
        isBusy={save.isPending}
        problem={problem}
        onSubmit={submit}
        cancel={<ButtonLink to={back}>{t('ui.cancel')}</ButtonLink>}
      >
        {fields.map((field) => (
          <TextField
            key={field.name}
            id={profilePath(field.name)}
            label={t(field.label)}
            type={'type' in field ? field.type : 'text'}
            isOptional={'isOptional' in field}
            autoComplete="off"
            value={edits[field.name] ?? profileText(opened.profile, field.name)}
            onChange={({ currentTarget: { value } }) => setEdits({ ...edits, [field.name]: value })}
            help={
              field.name in theirs ? t('editUser.theirs', { value: theirs[field.name] || t('ui.none') }) : undefined
            }
            error={errorAt(profilePath(field.name))}
          />
        ))}
      </FormPage>
    </>
  )
}
