import type { Ctx } from '../authz/context.ts'
import type { Permit } from '../authz/permit.ts'
import type { NewUserTarget } from '../authz/target.ts'
import type { Reader } from '../db/database.ts'
import type { FieldFault } from '../kernel/fault.ts'
import type { UserTypeId } from '../kernel/ids.ts'
import { passwordFaults } from '../passwords/public.ts'
import { domainFaults, type WishedAddress } from '../realms/public.ts'
import { type CustomAttribute, getTypeId, listAttributes } from '../schemas/public.ts'
import { type Activation, passwordOf } from './activation.ts'
import type { GroupDoor } from './group-door.ts'
import { isEmpty, isKnown, missingFaults, type ReadProfile, readProfile, type WishedProfile } from './profile-rules.ts'
import { refuseFields, refuseReadOnly } from './refuse-fields.ts'
import { type Profile, textOf } from './user.ts'

export interface NewUserInput {
  readonly profile: WishedProfile
  /** Without one the default type, and the realm that follows from who asks. */
  readonly typeId?: string | undefined
  readonly realmId?: string | undefined
  /** At most twenty. */
  readonly groupIds: readonly string[]
  readonly activation: Activation
}

/** Somebody new who may be written, as far as can be known before their username meets the others. */
export interface UserDraft {
  readonly typeId: UserTypeId
  readonly custom: readonly CustomAttribute[]
  readonly profile: Profile
}

/**
 * Checks everything about somebody new but whether their username is free, which only its constraint knows. Faults:
 * `userType.notFound`, `user.attributeReadOnly`, and all other problems together, by field: `user.invalid`,
 * `password.policy`, `group.notAssignable`.
 */
export async function draftUser(
  db: Reader,
  ctx: Ctx,
  permit: Permit<'users.create', NewUserTarget>,
  input: NewUserInput,
  groups: GroupDoor,
): Promise<UserDraft> {
  const typeId = await getTypeId(db, input.typeId)
  const custom = await listAttributes(db, typeId)
  refuseReadOnly(givenReadOnly(permit, input.profile, custom), permit)
  const { values, faults } = readProfile(input.profile, custom)
  const profile = withEmail(values)
  const refused = await groups.refused(db, ctx, permit.target, input.groupIds)
  refuseFields(
    'newUser',
    [
      ...faults,
      ...missingFaults(profile, custom, toldNames(faults)),
      ...(await domainFaults(db, permit.target.realmId, addressesIn(values))),
      ...refused.map(({ index }) => ({ path: `groupIds.${index}`, code: 'notAssignable' as const })),
      ...faultsOfPassword(input.activation, profile),
    ],
    refused[0]?.denial,
  )
  return { typeId, custom, profile }
}

/**
 * What is given and is outside the actor's condition. What the type demands may be given nevertheless: nobody could be
 * created otherwise.
 */
function givenReadOnly(
  { attributes }: Permit<'users.create', NewUserTarget>,
  profile: WishedProfile,
  custom: readonly CustomAttribute[],
): readonly string[] {
  const demanded = custom.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  return Object.keys(profile).filter(
    (name) => isKnown(name, custom) && !isEmpty(profile[name]) && !attributes(name) && !demanded.includes(name),
  )
}

/** The profile as it will be stored. Who is given no address has their username as one. */
function withEmail(values: ReadProfile['values']): Profile {
  const given = [...values].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  const profile = Object.fromEntries(given)
  const login = textOf(profile, 'login')
  return profile['email'] === undefined && login !== '' ? { ...profile, email: login } : profile
}

/** What need not be missed besides: it was told already, or follows from the username. */
function toldNames(faults: readonly FieldFault[]): ReadonlySet<string> {
  return new Set(['email', ...faults.map(({ path }) => path.split('.')[1] ?? '')])
}

/** Both are the realm's, but one that was copied is told of once. */
function addressesIn(values: ReadProfile['values']): readonly WishedAddress[] {
  return ['login', 'email'].flatMap((name) => {
    const address = values.get(name)
    return typeof address === 'string' ? [{ path: `profile.${name}`, address }] : []
  })
}

function faultsOfPassword(activation: Activation, profile: Profile): readonly FieldFault[] {
  const password = passwordOf(activation)
  if (password === undefined) return []
  const names = ['firstName', 'middleName', 'lastName'].map((name) => textOf(profile, name))
  return passwordFaults(password, { login: textOf(profile, 'login'), names }, 'credentials.password.value')
}
