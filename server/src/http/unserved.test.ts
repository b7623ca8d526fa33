import { expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { isUnserved } from './unserved.ts'

const world = useWorld()
const id = '00u1'

test('an operation of the Management API that is not served is told from a path that nobody knows', async () => {
  for (const [method, path] of [
    ['GET', '/api/v1/apps'],
    ['POST', '/api/v1/apps/0oa1/lifecycle/activate'],
    ['GET', '/api/v1/logs?limit=1'],
    ['GET', '/api/v1/api-tokens/current'],
    ['POST', '/api/v1/groups/rules/0pr1/lifecycle/activate'],
    ['POST', '/api/v1/groups'],
    ['DELETE', '/api/v1/groups/00g1'],
    ['GET', '/api/v1/groups/00g1/owners'],
    ['GET', `/api/v1/users/${id}/factors`],
    ['POST', `/api/v1/users/${id}/lifecycle/reset_factors`],
    ['GET', '/api/v1/meta/schemas/user/default'],
    ['PUT', '/api/v1/meta/types/user/oty1'],
  ] as const)
    expect([method, path, await world.request('sam', method, path)]).toEqual([
      method,
      path,
      expect.objectContaining({ status: 501, body: expect.objectContaining({ errorCode: 'E0000060' }) }),
    ])
  for (const [method, path, status] of [
    ['GET', '/api/v1/appsettings', 404],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/api/v2/apps', 404],
    ['GET', `/api/v1/users/${id}/nothing`, 404],
    ['PATCH', '/api/v1/groups', 405],
    ['DELETE', '/api/v1/users', 405],
  ] as const)
    expect([method, path, (await world.request('sam', method, path)).status]).toEqual([method, path, status])
})

test('what a route serves is not on the list', () => {
  expect(
    world.routes.filter(({ method, path }) => isUnserved(method, path)).map(({ method, path }) => `${method} ${path}`),
  ).toEqual([])
})
