import { type Static, Type } from 'typebox'
import { DateTime, IdOf, OrNull, Text } from './schema.ts'

export const GroupId = IdOf('00g')
export const GroupParams = Type.Object({ groupId: Type.String({ minLength: 1, maxLength: 100 }) })
export const MembershipParams = Type.Object({
  groupId: Type.String({ minLength: 1, maxLength: 100 }),
  userId: Type.String({ minLength: 1, maxLength: 100 }),
})

/** GET /api/v1/groups: what is served of its parameters, and those that are known and refused. */
export const ListGroupsQuery = Type.Object({
  q: Type.Optional(Text(255)),
  filter: Type.Optional(Text(4000)),
  limit: Type.Optional(Type.Integer()),
  after: Type.Optional(Text(1500)),
  search: Type.Optional(Text(4000)),
  sortBy: Type.Optional(Text(200)),
  expand: Type.Optional(Text(200)),
})
export type ListGroupsQuery = Static<typeof ListGroupsQuery>

export const PageQuery = Type.Object({ limit: Type.Optional(Type.Integer()), after: Type.Optional(Text(1500)) })

const Link = Type.Object({ href: Type.String() })

/** A group as the Management API sends one; keys in the wire's order. It has no link to itself. */
export const WireGroup = Type.Object({
  id: GroupId,
  created: DateTime,
  lastUpdated: DateTime,
  lastMembershipUpdated: DateTime,
  objectClass: Type.Array(Type.String()),
  type: Type.String(),
  profile: Type.Unsafe<Readonly<Record<string, unknown>>>(
    Type.Object({ name: Type.String(), description: OrNull(Type.String()) }, { additionalProperties: true }),
  ),
  _links: Type.Object({ logo: Type.Array(Link), users: Link, apps: Link }),
})
export type WireGroup = Static<typeof WireGroup>
