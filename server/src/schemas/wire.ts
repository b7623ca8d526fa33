import type { WireUserType } from '@portico/contract/user-types.ts'
import type { UserType } from './user-type.ts'

/** A user type as the Management API shows it. Those that came with the deployment were made by `system`. */
export function toWireUserType(type: UserType, origin: string): WireUserType {
  const link = (rel: string, path: string) => ({ rel, href: `${origin}/api/v1/meta/${path}`, method: 'GET' })
  return {
    id: type.id,
    displayName: type.displayName,
    name: type.name,
    description: type.description,
    createdBy: type.createdBy ?? 'system',
    lastUpdatedBy: type.updatedBy ?? type.createdBy ?? 'system',
    created: type.createdAt.toISOString(),
    lastUpdated: type.updatedAt.toISOString(),
    default: type.isDefault,
    _links: {
      schema: link('schema', `schemas/user/osc${type.id.slice(3)}`),
      self: link('self', `types/user/${type.id}`),
    },
  }
}
