import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useServices } from '../api/services-context.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { ButtonLink } from '../layout/Link.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { paths } from '../paths.ts'
import { realmQuery } from '../realms/queries.ts'
import { ActionMenu } from '../ui/ActionMenu.tsx'
import { Button } from '../ui/Button.tsx'
import { Facts } from '../ui/Facts.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { baseFields, profileText } from './base-fields.ts'
import { userQuery } from './queries.ts'
import { disabledReason } from './reason.ts'
import { SignInCallout } from './SignInCallout.tsx'
import styles from './UserPage.module.css'
import { UserStatusBadge } from './UserStatusBadge.tsx'
import { useUserVerbs } from './use-user-verbs.ts'

const route = getRouteApi('/portal/$realmId/users/$userId')

export function UserPage() {
  const messages = useMessages()
  const { t } = messages
  const services = useServices()
  const navigate = useNavigate()
  const { realmId, userId } = route.useParams()
  const { data: realm } = useSuspenseQuery(realmQuery(services, realmId))
  const { data: user } = useSuspenseQuery(userQuery(services, realmId, userId))
  const login = profileText(user.profile, 'login')
  const withLogin = { ...user, login }
  const { groups, ask } = useUserVerbs(realmId, () => void navigate({ to: paths.users({ realmId }) }))
  return (
    <>
      <PageHeader
        title={user.name}
        place={realm.name}
        crumbs={[{ to: paths.users({ realmId }), label: t('users.title') }]}
        lead={
          <span className={styles.title}>
            {login}
            <UserStatusBadge status={user.status} />
          </span>
        }
        action={
          <div className={styles.actions}>
            <ButtonLink
              to={paths.userEdit({ realmId, userId })}
              icon="pencil"
              disabledReason={disabledReason(messages, user.can.editProfile)}
            >
              {t('user.edit')}
            </ButtonLink>
            <ActionMenu groups={groups(withLogin)}>
              <Button opensMenu>{t('user.moreActions')}</Button>
            </ActionMenu>
          </div>
        }
      />
      <SignInCallout user={user} login={login} onMend={(verb) => ask(withLogin, verb)} />
      <div className={styles.parts}>
        <section>
          <h2>{t('user.profile')}</h2>
          <Facts
            facts={baseFields.map(({ name, label }) => ({ name: t(label), value: profileText(user.profile, name) }))}
          />
        </section>
        <section>
          <h2>{t('user.account')}</h2>
          <Facts
            facts={[
              { name: t('user.memberships'), value: user.groups.map(({ name }) => name).join(', ') },
              { name: t('user.type'), value: user.type.displayName },
              { name: t('user.lastSignIn'), value: <RelativeTime at={user.lastLogin} /> },
              { name: t('user.passwordChanged'), value: <RelativeTime at={user.passwordChanged} /> },
              { name: t('user.statusChanged'), value: <RelativeTime at={user.statusChanged} /> },
              { name: t('user.created'), value: <RelativeTime at={user.created} /> },
              { name: t('user.id'), value: <span className={styles.id}>{user.id}</span> },
            ]}
          />
        </section>
      </div>
    </>
  )
}
