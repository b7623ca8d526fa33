import { gzipSync } from 'node:zlib'
import { expect, test } from './support/test.ts'
import { expectTitle } from './support/portal.ts'
import { signIn } from './support/sign-in.ts'

// What Priya's phone has to load before she can start. A kB is 1,000 bytes.

const portalBudget = 230_000
const pageBudget = 14_000

test('the first load of the Users page stays within its budget, and so does each page of the server', async ({
  page,
  openBrowser,
}) => {
  await signIn(page, 'priya')
  const { cookies } = await page.context().storageState()
  const users = page.url()

  const cold = await openBrowser()
  await cold.context().addCookies(cookies)
  const scripts: Promise<number>[] = []
  cold.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await cold.goto(users, { waitUntil: 'networkidle' })
  await expectTitle(cold, 'Users')
  const total = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
  test.info().annotations.push({ type: 'JavaScript of the Users page', description: `${total} bytes` })
  expect(total).toBeGreaterThan(50_000)
  expect(total).toBeLessThanOrEqual(portalBudget)

  for (const path of ['/signin', '/signin/forgot', '/welcome/none', '/nowhere', '/mailbox', '/']) {
    const visitor = path === '/' ? cold : await openBrowser()
    const requested: string[] = []
    visitor.on('request', (request) => requested.push(request.url()))
    const answer = await visitor.goto(path, { waitUntil: 'networkidle' })
    // One answer is the whole page: no script, style or picture comes after it.
    expect(requested.filter((url) => !url.startsWith('data:'))).toHaveLength(1)
    expect(gzipSync((await answer?.body()) ?? '').byteLength).toBeLessThanOrEqual(pageBudget)
    expect((await answer?.request().sizes())?.responseBodySize).toBeLessThanOrEqual(pageBudget)
  }
})
