import type { GroupChoices, NewUserForm, UserList, UserPage } from '@portico/contract/portal.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Services } from '../api/services.ts'
import { isFiltered, type UsersSearch } from './users-search.ts'

const base = (realmId: string) => `/portal/api/v1/realms/${realmId}`

/** Everything that a change of a user may make stale. */
export const realmKey = (realmId: string) => ['realms', realmId] as const

export const usersQuery = ({ request }: Services, realmId: string, search: UsersSearch) =>
  queryOptions({
    queryKey: [...realmKey(realmId), 'users', search],
    // The answer remembers its question: it is shown until the next one is there.
    queryFn: async ({ signal }) => ({
      ...(await request<UserList>('GET', `${base(realmId)}/users`, { query: { ...search }, signal })).body,
      isFiltered: isFiltered(search),
    }),
    placeholderData: keepPreviousData,
  })

export const userQuery = ({ request }: Services, realmId: string, userId: string) =>
  queryOptions({
    queryKey: [...realmKey(realmId), 'user', userId],
    queryFn: async ({ signal }) =>
      (await request<UserPage>('GET', `${base(realmId)}/users/${userId}`, { signal })).body,
  })

export const newUserQuery = ({ request }: Services, realmId: string) =>
  queryOptions({
    queryKey: [...realmKey(realmId), 'new-user'],
    queryFn: async ({ signal }) => (await request<NewUserForm>('GET', `${base(realmId)}/new-user`, { signal })).body,
  })

export const groupChoicesQuery = ({ request }: Services, realmId: string, q: string) =>
  queryOptions({
    queryKey: [...realmKey(realmId), 'group-choices', q],
    queryFn: async ({ signal }) =>
      (await request<GroupChoices>('GET', `${base(realmId)}/groups`, { query: q === '' ? {} : { q }, signal })).body,
    placeholderData: keepPreviousData,
  })
