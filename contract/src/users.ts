import { type Static, Type } from 'typebox'
import { baseAttributes } from './profile.ts'
import { DateTime, IdOf, OrNull, Text, OneOf } from './schema.ts'

export const userStatuses = [
  'STAGED',
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'DEPROVISIONED',
] as const
export type UserStatus = (typeof userStatuses)[number]
export const UserStatusName = OneOf(userStatuses)

export const UserId = IdOf('00u')
export const UserParams = Type.Object({ userId: Type.String({ minLength: 1, maxLength: 100 }) })

/** GET /api/v1/users: what is served of its parameters, and those that are known and refused. */
export const ListUsersQuery = Type.Object({
  q: Type.Optional(Text(200)),
  limit: Type.Optional(Type.Integer()),
  after: Type.Optional(Text(1500)),
  search: Type.Optional(Text(4000)),
  filter: Type.Optional(Text(4000)),
  sortBy: Type.Optional(Text(200)),
  expand: Type.Optional(Text(200)),
})
export type ListUsersQuery = Static<typeof ListUsersQuery>

const Link = Type.Object({ href: Type.String(), method: Type.Optional(Type.String()) })
const profileProperties = Object.fromEntries(
  baseAttributes.map((attribute) => [
    attribute.name,
    Type.Optional(attribute.nullWhenEmpty ? OrNull(Type.String()) : Type.String()),
  ]),
)

/** A user as the Management API sends one; keys in the wire's order. */
export const WireUser = Type.Object({
  id: UserId,
  status: Type.String(),
  created: DateTime,
  activated: OrNull(DateTime),
  statusChanged: OrNull(DateTime),
  lastLogin: OrNull(DateTime),
  lastUpdated: DateTime,
  passwordChanged: OrNull(DateTime),
  realmId: IdOf('guo'),
  type: Type.Object({ id: IdOf('oty') }),
  profile: Type.Unsafe<Readonly<Record<string, unknown>>>(
    Type.Object(profileProperties, { additionalProperties: true }),
  ),
  credentials: Type.Object({
    password: Type.Optional(Type.Object({})),
    emails: Type.Optional(
      Type.Array(Type.Object({ value: Type.String(), status: Type.String(), type: Type.String() })),
    ),
    provider: Type.Object({ type: Type.String(), name: Type.String() }),
  }),
  _links: Type.Record(Type.String(), Link),
})
export type WireUser = Static<typeof WireUser>
