import type { UserStatus } from '@portico/contract/users.ts'
import type { Sort } from '../ui/DataTable.tsx'
import { isUserStatus } from './status.ts'

/** What the address of the list says. What is usual is left out, so that the plain list has a plain address. */
export interface UsersSearch {
  readonly q?: string
  readonly status?: UserStatus
  readonly sort?: UserSort
  readonly order?: 'desc'
  readonly after?: string
}

const sorts = ['login', 'created', 'lastLogin'] as const
type UserSort = (typeof sorts)[number]

/** Reads an address that anybody may have typed: what makes no sense is dropped. */
export function parseUsersSearch(raw: Readonly<Record<string, unknown>>): UsersSearch {
  const q = typeof raw.q === 'string' ? raw.q.slice(0, 100) : ''
  const sort = sorts.find((name) => name === raw.sort)
  return {
    ...(q === '' ? {} : { q }),
    ...(isStatus(raw.status) ? { status: raw.status } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...(raw.order === 'desc' ? { order: 'desc' as const } : {}),
    ...(typeof raw.after === 'string' && raw.after !== '' ? { after: raw.after } : {}),
  }
}

export const sortOf = ({ sort, order }: UsersSearch): Sort => ({ by: sort ?? 'name', isDescending: order === 'desc' })

/** Another order starts from the first page. */
export function withSort({ after: _, ...search }: UsersSearch, { by, isDescending }: Sort): UsersSearch {
  return parseUsersSearch({ ...search, sort: by, order: isDescending ? 'desc' : undefined })
}

export const isFiltered = ({ q, status }: UsersSearch): boolean => q !== undefined || status !== undefined

const isStatus = (value: unknown): value is UserStatus => typeof value === 'string' && isUserStatus(value)
