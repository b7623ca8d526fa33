import type { GroupScope, RealmScope } from '../../src/authz/object-scope.ts'
import type { Scope } from '../../src/authz/scope.ts'
import { type IdKind, newId } from '../../src/kernel/ids.ts'

/** Arguments for compiling queries: they never change, so that only a change of the SQL shows. */
export const at = new Date('2026-03-02T09:00:00.000Z')
export const idOf = <K extends IdKind>(kind: K) => newId(kind, at, (bytes) => Buffer.alloc(bytes))

const realmId = idOf('realm')
export const scope: Scope = { all: false, realmIds: [realmId], groupIds: [], withinRealms: null, knownGroups: [], at }
/** With everything that a scope can say: a token of one realm, of somebody who runs realms and groups' people. */
export const widestScope: Scope = {
  all: false,
  realmIds: [realmId, newId('realm', new Date(0), (bytes) => Buffer.alloc(bytes))],
  groupIds: [idOf('group')],
  withinRealms: [realmId],
  knownGroups: [idOf('group')],
  at,
}
export const groupScope: GroupScope = { all: false, ids: [idOf('group')], withinRealms: [realmId], operatorToo: true }
export const realmScope: RealmScope = { all: false, ids: [realmId], withinRealms: null, operatorToo: false }

export const profile = {
  login: 'lee@acme.example',
  firstName: 'Lee',
  lastName: 'Park',
  email: 'lee@acme.example',
  secondEmail: 'lee@home.example',
}
export const user = {
  type: 'user',
  id: idOf('user'),
  realmId,
  typeId: idOf('userType'),
  tier: 0,
  inGroups: [],
  status: 'ACTIVE',
  profile,
  createdAt: at,
} as never // what queries read of a person
/** A permit without an authoriser: nothing is written where nothing is connected. */
export const permitFor = (target: unknown): never => ({ action: 'compile', target }) as never
