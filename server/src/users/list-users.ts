import { authorize } from '../authz/permit.ts'
import { narrowTo, type Scope, scopeFor, searchableAttributes } from '../authz/scope.ts'
import type { Ctx } from '../authz/context.ts'
import type { RealmId } from '../kernel/ids.ts'
import { Fault } from '../kernel/fault.ts'
import type { Slice } from '../kernel/page.ts'
import { countUsers, listUsers as fetchUsers, type UserFilter, type UserPage } from './queries/list-users.ts'
import type { UserSort } from './queries/order-users.ts'
import type { Search } from './queries/search-users.ts'
import { type SeenUser, showUser } from './see-user.ts'

/** What a list asks for. Who it may hold is not asked: that is the reader's scope. */
export interface UserListInput extends Omit<UserPage, 'search' | 'sort'> {
  readonly search?: Pick<Search, 'kind' | 'text'> | undefined
  /** Absent: by name where the reader may read names, else by creation. */
  readonly sort?: UserSort | undefined
  /** Only this realm's people. */
  readonly realmId?: RealmId | undefined
}
export interface Count {
  readonly value: number
  readonly isExact: boolean
}

/**
 * One page of the people that the reader may read. Three statements, whatever the size of the page.
 * Faults: `authz.denied`, `request.badCursor`, `request.invalid` for an order that the reader may not see.
 */
export async function listUsers(ctx: Ctx, input: UserListInput): Promise<Slice<SeenUser>> {
  return listUsersIn(ctx, scopeOf(ctx, input), input)
}

/** The same with how many there are on all pages: exact up to 10,000. */
export async function listAndCountUsers(
  ctx: Ctx,
  input: UserListInput,
): Promise<Slice<SeenUser> & { readonly count: Count }> {
  const scope = scopeOf(ctx, input)
  const [page, count] = await Promise.all([
    listUsersIn(ctx, scope, input),
    countUsers(ctx.reader, scope, filterOf(ctx, input)),
  ])
  return { ...page, count }
}

/** The same within a scope that the caller has made: it may be empty, and then there is nobody. */
export async function listUsersIn(ctx: Ctx, scope: Scope, input: UserListInput): Promise<Slice<SeenUser>> {
  const { order, limit, after } = input
  const page = { ...filterOf(ctx, input), sort: sortFor(ctx, input.sort), order, limit, after }
  const { rows, next } = await fetchUsers(ctx.reader, scope, page)
  return { rows: rows.map((user) => showUser(ctx, user, authorize(ctx, 'users.read', user).attributes)), next }
}

function scopeOf(ctx: Ctx, { realmId }: UserListInput): Scope {
  const scope = scopeFor(ctx, 'users.read')
  return realmId === undefined ? scope : narrowTo(scope, realmId)
}

function filterOf(ctx: Ctx, { search, status, omitsDeprovisioned, memberOf }: UserListInput): UserFilter {
  const readable = searchableAttributes(ctx, 'users.read')
  return { search: search === undefined ? undefined : { ...search, readable }, status, omitsDeprovisioned, memberOf }
}

/** What an order tells of those in it. */
const told: Readonly<Record<UserSort, readonly string[]>> = {
  id: [],
  name: ['lastName', 'firstName', 'login'],
  login: ['login'],
  created: [],
  lastLogin: [],
}

function sortFor(ctx: Ctx, asked: UserSort | undefined): UserSort {
  const readable = searchableAttributes(ctx, 'users.read')
  const maySee = (sort: UserSort) => told[sort].every((attribute) => readable(attribute))
  if (asked === undefined) return maySee('name') ? 'name' : 'created'
  if (!maySee(asked)) throw new Fault('request.invalid', { fields: [{ path: 'sort', code: 'notAllowedValue' }] })
  return asked
}
