import { type Static, Type } from 'typebox'
import { Text } from './schema.ts'

// What creating and editing a user takes on `/api/v1`. Values of the profile are checked by their attributes, one by one.

const WishedProfile = Type.Unsafe<Readonly<Record<string, unknown>>>(Type.Object({}, { additionalProperties: true }))
const NotServed = Type.Optional(Type.Unknown())
const OrAbsent = <T extends ReturnType<typeof Type.Object>>(schema: T) =>
  Type.Optional(Type.Union([Type.Null(), schema]))

/** An empty password is none. What is imported or asked elsewhere is known here so that it can be refused by name. */
const WishedCredentials = Type.Object({
  password: OrAbsent(Type.Object({ value: Type.Optional(Text(1000)), hash: NotServed, hook: NotServed })),
  recovery_question: NotServed,
  provider: Type.Optional(Type.Object({ type: Type.Optional(Text(100)), name: Type.Optional(Text(100)) })),
})
const WishedType = Type.Object({ id: Text(100) })

export const CreateUserQuery = Type.Object({
  activate: Type.Optional(Type.Boolean()),
  provider: Type.Optional(Type.Boolean()),
  nextLogin: Type.Optional(Type.Literal('changePassword')),
})

/** POST /api/v1/users. */
export const CreateUserBody = Type.Object({
  profile: WishedProfile,
  credentials: OrAbsent(WishedCredentials),
  groupIds: Type.Optional(Type.Array(Text(100), { maxItems: 20 })),
  type: Type.Optional(WishedType),
  realmId: Type.Optional(Text(100)),
})
export type CreateUserBody = Static<typeof CreateUserBody>

export const UpdateUserQuery = Type.Object({ strict: Type.Optional(Type.Boolean()) })

/** POST and PUT /api/v1/users/{userId}. */
export const UpdateUserBody = Type.Object({
  profile: Type.Optional(WishedProfile),
  credentials: OrAbsent(WishedCredentials),
  type: Type.Optional(WishedType),
  realmId: Type.Optional(Text(100)),
})
export type UpdateUserBody = Static<typeof UpdateUserBody>
export type WishedCredentials = NonNullable<CreateUserBody['credentials']>
