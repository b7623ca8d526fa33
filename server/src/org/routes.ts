import { WireOrganization } from '@portico/contract/organization.ts'
import { type AnyRoute, route } from '../http/route.ts'
import { seeOrganization } from './see-organization.ts'

const getWellknownOrgMetadata = route({
  id: 'getWellknownOrgMetadata',
  summary: 'Retrieve the organization',
  method: 'GET',
  path: '/.well-known/okta-organization',
  surface: 'wire',
  access: 'public',
  reply: { status: 200, body: WireOrganization },
  faults: [],
  run: (ctx) => seeOrganization(ctx),
  view: ({ id }, { origin }): WireOrganization => ({
    id,
    cell: 'portico',
    _links: { organization: { href: origin } },
    pipeline: 'idx',
    settings: {},
  }),
})

export const orgRoutes: readonly AnyRoute[] = [getWellknownOrgMetadata]
