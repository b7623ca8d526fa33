import { type Static, Type } from 'typebox'
import { IdOf } from './schema.ts'

/** What clients read before anything else, to learn which generation of the API they talk to. */
export const WireOrganization = Type.Object({
  id: IdOf('00o'),
  cell: Type.String(),
  _links: Type.Object({ organization: Type.Object({ href: Type.String() }) }),
  pipeline: Type.Literal('idx'),
  settings: Type.Object({}),
})
export type WireOrganization = Static<typeof WireOrganization>
