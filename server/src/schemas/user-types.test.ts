import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'

const world = useWorld()

describe('GET /api/v1/meta/types/user', () => {
  test('a partner admin sees every type, the default one first', async () => {
    const { status, body } = await world.request('priya', 'GET', '/api/v1/meta/types/user')
    expect(status).toBe(200)
    expect(body.map((type: { name: string; default: boolean }) => [type.name, type.default])).toEqual([
      ['user', true],
      ['contractor', false],
    ])
    expect(Object.keys(body[0])).toEqual([
      'id',
      'displayName',
      'name',
      'description',
      'createdBy',
      'lastUpdatedBy',
      'created',
      'lastUpdated',
      'default',
      '_links',
    ])
    expect(body[0]._links.self).toEqual({
      rel: 'self',
      href: `http://localhost:8080/api/v1/meta/types/user/${body[0].id}`,
      method: 'GET',
    })
  })

  test('who administers nothing sees none', async () => {
    expect(await world.request('lee', 'GET', '/api/v1/meta/types/user')).toMatchObject({
      status: 403,
      body: { errorCode: 'E0000006' },
    })
  })
})

describe('GET /api/v1/meta/types/user/{typeId}', () => {
  test('one type is shown as in the list', async () => {
    const [type] = (await world.request('omar', 'GET', '/api/v1/meta/types/user')).body
    expect((await world.request('eve', 'GET', `/api/v1/meta/types/user/${type.id}`)).body).toEqual(type)
  })

  test.each(['oty00000000000000000', 'contractor', `%00`, 'a'.repeat(200)])('%s is absent', async (id) => {
    const { status, body } = await world.request('priya', 'GET', `/api/v1/meta/types/user/${id}`)
    expect([400, 404]).toContain(status)
    if (status === 404)
      expect(body).toMatchObject({ errorCode: 'E0000007', errorSummary: expect.stringContaining('(CVDType)') })
  })
})
