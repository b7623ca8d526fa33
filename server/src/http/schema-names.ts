// The contract's schemas by the names under which it exports them: what the OpenAPI document calls them.
import * as groups from '@portico/contract/groups.ts'
import * as lifecycle from '@portico/contract/lifecycle.ts'
import * as organization from '@portico/contract/organization.ts'
import * as portal from '@portico/contract/portal.ts'
import * as profile from '@portico/contract/profile.ts'
import * as realms from '@portico/contract/realms.ts'
import * as schema from '@portico/contract/schema.ts'
import * as userTypes from '@portico/contract/user-types.ts'
import * as userWrites from '@portico/contract/user-writes.ts'
import * as users from '@portico/contract/users.ts'

const modules = [groups, lifecycle, organization, portal, profile, realms, schema, userTypes, userWrites, users]

/** Exported objects that have properties of their own: an id or a date is written out where it stands. */
export const schemaNames: ReadonlyMap<unknown, string> = new Map(
  modules.flatMap((module) =>
    Object.entries(module).flatMap(
      ([name, value]): ReadonlyArray<[unknown, string]> =>
        /^[A-Z]/.test(name) && isObjectSchema(value) ? [[value, name]] : [],
    ),
  ),
)

function isObjectSchema(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('properties' in value)) return false
  return typeof value.properties === 'object' && value.properties !== null && Object.keys(value.properties).length > 0
}
