import { type Static, Type } from 'typebox'
import { DateTime, IdOf, OrNull } from './schema.ts'

export const UserTypeParams = Type.Object({ typeId: Type.String({ minLength: 1, maxLength: 100 }) })

const RelLink = Type.Object({ rel: Type.String(), href: Type.String(), method: Type.String() })

/** A user type as the Management API sends one; keys in the wire's order. */
export const WireUserType = Type.Object({
  id: IdOf('oty'),
  displayName: Type.String(),
  name: Type.String(),
  description: OrNull(Type.String()),
  createdBy: Type.String(),
  lastUpdatedBy: Type.String(),
  created: DateTime,
  lastUpdated: DateTime,
  default: Type.Boolean(),
  _links: Type.Object({ schema: RelLink, self: RelLink }),
})
export type WireUserType = Static<typeof WireUserType>
export const WireUserTypes = Type.Array(WireUserType)
