/**
 * Every permission that the policy knows. The wire writes them with the prefix `okta.`; those that begin with `portico.`
 * are ours and are written as they stand. Roles store them; routes and use cases ask for them.
 */
export const permissions = [
  'users.read',
  'users.create',
  'users.userprofile.manage',
  'users.lifecycle.activate',
  'users.lifecycle.deactivate',
  'users.lifecycle.suspend',
  'users.lifecycle.unsuspend',
  'users.lifecycle.delete',
  'users.lifecycle.unlock',
  'users.lifecycle.clearSessions',
  'users.credentials.resetPassword',
  'users.credentials.expirePassword',
  'users.credentials.resetFactors',
  'users.groupMembership.manage',
  'users.appAssignment.manage',
  'users.apitokens.read',
  'users.apitokens.manage',
  'groups.read',
  'groups.members.manage',
  'groups.manage',
  'apps.read',
  'apps.assignment.manage',
  'apps.manage',
  'realm.read',
  'realm.manage',
  'iam.read',
  'iam.manage',
  'policies.read',
  'portico.userTypes.read',
  'portico.logs.read',
  'portico.authenticators.enroll',
  'portico.users.credentials.removePassword',
  'portico.credentials.disclose',
  'portico.portal.manage',
  'portico.users.bulk',
] as const

export type Permission = (typeof permissions)[number]

const known: ReadonlySet<string> = new Set(permissions)
export function isPermission(name: string): name is Permission {
  return known.has(name)
}

/** What the wire's collective permissions stand for. `portico.*` is never implied: it is given by name or not at all. */
export const collective: Readonly<Record<string, readonly Permission[]>> = {
  'users.manage': permissions.filter((name) => name.startsWith('users.') && !name.startsWith('users.apitokens.')),
  'users.lifecycle.manage': permissions.filter((name) => name.startsWith('users.lifecycle.')),
  'users.credentials.manage': permissions.filter((name) => name.startsWith('users.credentials.')),
}

/** A permission as the wire writes it. */
export function permissionOnWire(name: Permission): string {
  return name.startsWith('portico.') ? name : `okta.${name}`
}
