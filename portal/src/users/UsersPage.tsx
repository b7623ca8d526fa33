import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useServices } from '../api/services-context.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { ButtonLink } from '../layout/Link.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { paths } from '../paths.ts'
import { realmQuery } from '../realms/queries.ts'
import { ListPage } from '../table/ListPage.tsx'
import { disabledReason } from './reason.ts'
import { UsersList } from './UsersList.tsx'
import { UsersTools } from './UsersTools.tsx'

const route = getRouteApi('/portal/$realmId/users')

export function UsersPage() {
  const messages = useMessages()
  const { t } = messages
  const { realmId } = route.useParams()
  const { data: realm } = useSuspenseQuery(realmQuery(useServices(), realmId))
  const add = (
    <ButtonLink
      to={paths.userNew({ realmId })}
      variant="primary"
      icon="plus"
      disabledReason={disabledReason(messages, realm.can.createUser)}
    >
      {t('users.add')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('users.title')} place={realm.name} action={add} />
      <ListPage tools={<UsersTools />}>
        <UsersList add={add} />
      </ListPage>
    </>
  )
}
