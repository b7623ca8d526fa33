// What the Management API has and this server does not: clients are told so, instead of that there is no such path.
const collections = [
  'agentPools',
  'api-tokens',
  'apps',
  'authenticators',
  'authn',
  'authorizationServers',
  'behaviors',
  'brands',
  'captchas',
  'device-assurances',
  'devices',
  'domains',
  'email-domains',
  'email-servers',
  'eventHooks',
  'features',
  'first-party-app-settings',
  'groups/rules',
  'hook-keys',
  'iam',
  'idps',
  'inlineHooks',
  'logStreams',
  'logs',
  'mappings',
  'meta/layouts',
  'meta/schemas',
  'meta/uischemas',
  'org',
  'policies',
  'principal-rate-limits',
  'push-providers',
  'rate-limit-settings',
  'realm-assignments',
  'risk',
  'roles',
  'security-events-providers',
  'sessions',
  'ssf',
  'templates',
  'threats',
  'trustedOrigins',
  'webauthn-registration',
  'zones',
]
const ofUsers = [
  'appLinks',
  'authenticator-enrollments',
  'blocks',
  'classification',
  'clients',
  'credentials',
  'devices',
  'factors',
  'grants',
  'idps',
  'lifecycle/(?:delete_sessions|reset_factors)',
  'linkedObjects',
  'risk',
  'roles',
  'subscriptions',
]
const ofGroups = ['apps', 'owners', 'roles']

const paths = new RegExp(
  `^/api/v1/(?:(?:${collections.join('|')})|users/[^/]+/(?:${ofUsers.join('|')})|groups/[^/]+/(?:${ofGroups.join('|')}))(?:/|$)`,
)
/** Operations on paths that are served for others. */
const operations: ReadonlyArray<readonly [methods: readonly string[], path: RegExp]> = [
  [['POST'], /^\/api\/v1\/groups$/],
  [['PUT', 'DELETE'], /^\/api\/v1\/groups\/[^/]+$/],
  [['POST'], /^\/api\/v1\/meta\/types\/user$/],
  [['POST', 'PUT', 'DELETE'], /^\/api\/v1\/meta\/types\/user\/[^/]+$/],
]

/** Whether the Management API has this operation. Asked of what no route serves. */
export function isUnserved(method: string, path: string): boolean {
  return paths.test(path) || operations.some(([methods, shape]) => methods.includes(method) && shape.test(path))
}
