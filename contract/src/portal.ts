import { type Static, Type } from 'typebox'
import { baseAttributes } from './profile.ts'
import { Can, Count, DateTime, IdOf, OrNull, Text, OneOf } from './schema.ts'
import { UserId, UserStatusName } from './users.ts'

// What `/portal/api/v1` answers. Every mutable thing says what this reader may do with it, and why not.

export const RealmParams = Type.Object({ realmId: Type.String({ minLength: 1, maxLength: 100 }) })
export const RealmUserParams = Type.Object({
  realmId: Type.String({ minLength: 1, maxLength: 100 }),
  userId: Type.String({ minLength: 1, maxLength: 100 }),
})

/** GET /portal/api/v1/me: who is signed in, and the portals that they may open, by name: a thousand at most. */
export const Me = Type.Object({
  id: UserId,
  name: Type.String(),
  login: Type.String(),
  realms: Type.Array(Type.Object({ id: IdOf('guo'), name: Type.String(), realmType: Type.String() })),
})
export type Me = Static<typeof Me>

/** POST /portal/api/v1/me/proof: proves the person again, for 15 minutes. */
export const ProofRequest = Type.Object({ password: Text(256, 1) }, { additionalProperties: false })

/** GET /portal/api/v1/realms/{realmId}: the start page of a portal. */
export const RealmHome = Type.Object({
  id: IdOf('guo'),
  name: Type.String(),
  domains: Type.Array(Type.String()),
  /** People by status: all eight, zero included. */
  counts: Type.Record(Type.String(), Type.Integer()),
  can: Type.Object({ createUser: Can }),
})
export type RealmHome = Static<typeof RealmHome>

export const userSorts = ['name', 'login', 'created', 'lastLogin'] as const
export const UserListQuery = Type.Object({
  q: Type.Optional(Text(100)),
  status: Type.Optional(UserStatusName),
  sort: Type.Optional(OneOf(userSorts)),
  order: Type.Optional(OneOf(['asc', 'desc'])),
  after: Type.Optional(Text(1500)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

/** The verbs of a person's menu. `can` has one entry for each. */
export const userActions = [
  'activate',
  'reactivate',
  'suspend',
  'unsuspend',
  'unlock',
  'resetPassword',
  'expirePassword',
  'deactivate',
  'delete',
  'editProfile',
] as const
export type UserAction = (typeof userActions)[number]
const UserCan = Type.Object(
  Object.fromEntries(userActions.map((action) => [action, Can])) as Record<UserAction, typeof Can>,
) // the keys are those of the list

/** One row of GET /portal/api/v1/realms/{realmId}/users. */
export const UserRow = Type.Object({
  id: UserId,
  name: Type.String(),
  login: Type.String(),
  email: Type.String(),
  status: UserStatusName,
  lastLogin: OrNull(DateTime),
  created: DateTime,
  /** Names of the groups that this reader may see, at most three; `groupCount` says how many there are. */
  groups: Type.Array(Type.String()),
  groupCount: Type.Integer(),
  can: UserCan,
})
export type UserRow = Static<typeof UserRow>
export const UserList = Type.Object({ rows: Type.Array(UserRow), next: OrNull(Type.String()), count: Count })
export type UserList = Static<typeof UserList>

/** What the person page says at its top: whether they can sign in, and if not, why and what helps. */
export const SignInState = Type.Object({
  canSignIn: Type.Boolean(),
  reason: OneOf([
    'active',
    'notActivated',
    'linkSent',
    'linkExpired',
    'mailFailing',
    'recovering',
    'passwordExpired',
    'temporaryPasswordExpired',
    'lockedOut',
    'suspended',
    'deactivated',
    'notYet',
    'ended',
  ]),
  /** When the link was sent, expires, the lock ends or the temporary password ends, by reason. */
  at: OrNull(DateTime),
  /** The verb that mends it, where there is one. */
  remedy: OrNull(Type.String()),
})
export type SignInState = Static<typeof SignInState>

/** GET /portal/api/v1/realms/{realmId}/users/{userId}. */
export const UserPage = Type.Object({
  id: UserId,
  name: Type.String(),
  status: UserStatusName,
  created: DateTime,
  activated: OrNull(DateTime),
  statusChanged: OrNull(DateTime),
  lastLogin: OrNull(DateTime),
  passwordChanged: OrNull(DateTime),
  type: Type.Object({ id: IdOf('oty'), displayName: Type.String() }),
  profile: Type.Unsafe<Readonly<Record<string, unknown>>>(
    Type.Object(Object.fromEntries(baseAttributes.map(({ name }) => [name, Type.Optional(Type.String())])), {
      additionalProperties: true,
    }),
  ),
  /** Names of the attributes that this reader may change. */
  editable: Type.Array(Type.String()),
  groups: Type.Array(Type.Object({ id: IdOf('00g'), name: Type.String() })),
  signIn: SignInState,
  /** Opaque: sent back as `If-Match` with an edit. */
  etag: Type.String(),
  can: UserCan,
})
export type UserPage = Static<typeof UserPage>

const AttributeField = Type.Object({
  name: Type.String(),
  title: Type.String(),
  description: Type.String(),
  type: OneOf(['string', 'boolean', 'number', 'integer', 'array']),
  required: Type.Boolean(),
  minLength: Type.Optional(Type.Integer()),
  maxLength: Type.Optional(Type.Integer()),
  choices: Type.Array(Type.Object({ value: Type.String(), title: Type.String() })),
})

/** GET /portal/api/v1/realms/{realmId}/new-user: what the Add user form needs to know. */
export const NewUserForm = Type.Object({
  domains: Type.Array(Type.String()),
  minPasswordLength: Type.Integer(),
  types: Type.Array(
    Type.Object({
      id: IdOf('oty'),
      displayName: Type.String(),
      isDefault: Type.Boolean(),
      attributes: Type.Array(AttributeField),
    }),
  ),
})
export type NewUserForm = Static<typeof NewUserForm>

/** GET /portal/api/v1/realms/{realmId}/groups?q=: groups that this reader may give, by name. */
export const GroupChoices = Type.Object({
  rows: Type.Array(Type.Object({ id: IdOf('00g'), name: Type.String(), description: Type.String() })),
})
export type GroupChoices = Static<typeof GroupChoices>
export const GroupChoiceQuery = Type.Object({ q: Type.Optional(Text(100)) })
