import { type Static, Type } from 'typebox'
import { DateTime, IdOf, Text } from './schema.ts'

export const RealmIdParams = Type.Object({ realmId: Type.String({ minLength: 1, maxLength: 100 }) })

export const ListRealmsQuery = Type.Object({
  limit: Type.Optional(Type.Integer()),
  after: Type.Optional(Text(1500)),
  search: Type.Optional(Text(1000)),
  sortBy: Type.Optional(Text(200)),
})

/** POST and PUT of a realm. What the server checks of a value is told by field. */
export const RealmBody = Type.Object({
  profile: Type.Object({
    name: Text(2000),
    realmType: Type.Optional(Text(100)),
    domains: Type.Optional(Type.Array(Text(2000), { maxItems: 1000 })),
  }),
})

/** A realm as the Management API sends one; keys in the wire's order. */
export const WireRealm = Type.Object({
  id: IdOf('guo'),
  created: DateTime,
  lastUpdated: DateTime,
  profile: Type.Object({
    name: Type.String(),
    realmType: Type.String(),
    domains: Type.Optional(Type.Array(Type.String())),
  }),
  isDefault: Type.Boolean(),
  _links: Type.Object({ self: Type.Object({ rel: Type.String(), href: Type.String(), method: Type.String() }) }),
})
export type WireRealm = Static<typeof WireRealm>
