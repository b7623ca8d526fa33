import type { UserList, UserRow } from '@portico/contract/portal.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useServices } from '../api/services-context.ts'
import { type MessagesValue, useMessages } from '../i18n/Messages.tsx'
import { FailedState } from '../layout/FailedState.tsx'
import { Link } from '../layout/Link.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Person } from '../ui/Person.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { usersQuery } from './queries.ts'
import { UserMenu } from './UserMenu.tsx'
import { UserStatusBadge } from './UserStatusBadge.tsx'
import { useUserVerbs } from './use-user-verbs.ts'
import { sortOf, withSort } from './users-search.ts'

const route = getRouteApi('/portal/$realmId/users')

const columns: readonly Column<UserRow>[] = [
  {
    id: 'name',
    title: 'users.columnPerson',
    width: 30,
    isSortable: true,
    cell: ({ id, name, login }) => (
      <Person name={name} login={login}>
        <UserLink userId={id}>{name}</UserLink>
      </Person>
    ),
  },
  { id: 'status', title: 'users.columnStatus', width: 16.5, cell: ({ status }) => <UserStatusBadge status={status} /> },
  { id: 'groups', title: 'users.columnGroups', width: 22, cell: (row) => <Groups row={row} /> },
  {
    id: 'lastLogin',
    title: 'users.columnLastSignIn',
    width: 14.5,
    isSortable: true,
    startsDescending: true,
    cell: ({ lastLogin }) => <RelativeTime at={lastLogin} />,
  },
  {
    id: 'created',
    title: 'users.columnCreated',
    width: 13,
    isExtra: true,
    isSortable: true,
    startsDescending: true,
    cell: ({ created }) => <RelativeTime at={created} />,
  },
]

/** The people that the address asks for. While others are being read, those of before stay. */
export function UsersList({ add }: { readonly add: ReactNode }) {
  const messages = useMessages()
  const { t } = messages
  const { realmId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const trail = useRouterState({ select: ({ location }) => location.state.trail }) ?? []
  const { data, error, isPlaceholderData, refetch } = useQuery(usersQuery(useServices(), realmId, search))
  const { groups } = useUserVerbs(realmId)

  if (data === undefined)
    return error === null ? (
      <SkeletonRows label={t('table.loading', { list: t('users.title') })} />
    ) : (
      <FailedState failure={error} onRetry={() => void refetch()} />
    )
  if (data.rows.length === 0 && !data.isFiltered && search.after === undefined)
    return <EmptyState kind="noneYet" title={t('users.none')} text={t('users.noneText')} action={add} />
  if (data.rows.length === 0)
    return (
      <EmptyState
        kind="noMatch"
        title={t('users.noMatch')}
        text={t('users.noMatchText')}
        action={<Button onClick={() => void navigate({ search: {} })}>{t('table.clearFilters')}</Button>}
      />
    )
  const { after, ...firstPage } = search
  const goTo = (cursor: string | undefined, newTrail: readonly (string | null)[]) =>
    void navigate({
      search: cursor === undefined ? firstPage : { ...firstPage, after: cursor },
      state: { trail: newTrail },
    })
  const { next } = data
  return (
    <>
      <DataTable
        label={t('users.title')}
        columns={columns}
        rows={data.rows}
        rowId={({ id }) => id}
        sort={sortOf(search)}
        onSort={(sort) => void navigate({ search: withSort(search, sort) })}
        rowMenu={(row) => <UserMenu name={row.name} groups={groups(row)} />}
        isStale={isPlaceholderData}
      />
      <Pager
        count={countText(messages, data)}
        onPrevious={after === undefined ? undefined : () => goTo(trail.at(-1) ?? undefined, trail.slice(0, -1))}
        onNext={next === null ? undefined : () => goTo(next, [...trail, after ?? null])}
      />
    </>
  )
}

function countText({ t }: MessagesValue, list: Pick<UserList, 'count'> & { readonly isFiltered: boolean }): string {
  const { value, isExact } = list.count
  if (!isExact) return t('users.countMore', { count: value })
  return list.isFiltered ? t('users.countMatch', { count: value }) : t('users.count', { count: value })
}

function UserLink(props: { readonly userId: string; readonly children: ReactNode }) {
  const { realmId } = route.useParams()
  return <Link to={paths.user({ realmId, userId: props.userId })}>{props.children}</Link>
}

const groupsNamed = 2

function Groups({ row: { groups, groupCount } }: { readonly row: UserRow }) {
  const { t } = useMessages()
  const named = groups.slice(0, groupsNamed)
  const more = groupCount - named.length
  return [...named, ...(more > 0 ? [t('users.moreGroups', { count: more })] : [])].join(', ')
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one: a keyset list can only be asked for what comes next. */
    readonly trail?: readonly (string | null)[]
  }
}
