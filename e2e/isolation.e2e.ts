import { expect, test } from './support/test.ts'
import { realmId, send, whoAmI } from './support/api.ts'
import { expectTitle, rowOf, searchField } from './support/portal.ts'
import { answerSignIn, signIn } from './support/sign-in.ts'

// Eve runs Globex. Of Acme she learns nothing: not who is there, not how many, not whether a name exists.

const absent = { realm: 'guoAAAAAAAAAAAAAAAAA', user: '00uAAAAAAAAAAAAAAAAA' } as const
const notThere = 'There is no such page'

test('Eve reaches nobody of Acme, by no address, id, search or count', async ({ page, openBrowser }) => {
  const priyas = await openBrowser()
  await signIn(priyas, 'priya')
  const acme = await realmId(priyas, 'Acme')
  await searchField(priyas).fill('lee@acme')
  await rowOf(priyas, { login: 'lee@acme.example' }).getByRole('link', { name: 'Lee Park' }).click()
  await expectTitle(priyas, 'Lee Park')
  const lee = new URL(priyas.url()).pathname.split('/').at(-1) ?? ''

  await signIn(page, 'eve')
  await expectTitle(page, 'Users')
  await expect(page.getByText('60 users')).toBeVisible()
  const globex = await realmId(page, 'Globex')
  for (const typed of ['lee', 'lee@acme.example', 'acme', 'Priya']) {
    await searchField(page).fill(typed)
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(typed)}`))
    await expect(page.getByRole('main')).not.toContainText('acme.example')
  }
  await searchField(page).fill('acme.example')
  await expect(page.getByText('No user matches')).toBeVisible()

  const words: string[] = []
  for (const path of [
    `/portal/${acme}/users`,
    `/portal/${absent.realm}/users`,
    `/portal/${acme}/users/${lee}`,
    `/portal/${globex}/users/${lee}`,
    `/portal/${globex}/users/${absent.user}`,
    `/portal/${globex}/users/${lee}/edit`,
    `/portal/${acme}/users/new`,
  ]) {
    await page.goto(path)
    await expectTitle(page, notThere)
    words.push(await page.getByRole('status').filter({ hasText: notThere }).innerText())
  }
  expect(new Set(words).size).toBe(1)

  const outcomes = async (realm: string, user: string) => {
    const answers = [
      await page.request.get(`/portal/api/v1/realms/${realm}`),
      await page.request.get(`/portal/api/v1/realms/${realm}/users?q=lee`),
      await page.request.get(`/portal/api/v1/realms/${realm}/users/${user}`),
      await page.request.get(`/api/v1/users/${user}`),
      await send(page, 'POST', `/api/v1/users/${user}`, { profile: { firstName: 'Eve' } }),
      await send(page, 'POST', `/api/v1/users/${user}/lifecycle/suspend`),
      await send(page, 'POST', `/api/v1/users/${user}/lifecycle/deactivate`),
      await send(page, 'DELETE', `/api/v1/users/${user}`),
    ]
    const masked = (text: string) =>
      text
        .replaceAll(realm, '*')
        .replaceAll(user, '*')
        .replace(/oae[\w-]+/, '*')
    return Promise.all(answers.map(async (answer) => [answer.status(), masked(await answer.text())]))
  }
  const foreign = await outcomes(acme, lee)
  expect(foreign.map(([status]) => status)).toEqual(Array(8).fill(404))
  expect(foreign).toEqual(await outcomes(absent.realm, absent.user))
  const list = await (await page.request.get('/api/v1/users?limit=200')).json()
  expect(list).toHaveLength(60)
  expect(JSON.stringify(list)).not.toContain('acme.example')
  expect(await (await page.request.get('/api/v1/users?search=profile.login%20sw%20%22lee%22')).text()).not.toContain(
    lee,
  )

  await priyas.reload()
  await expect(priyas.getByText('Lee Park can sign in.')).toBeVisible()
})

test('Omar and Sam see the portal of every realm', async ({ page, openBrowser }) => {
  for (const person of ['omar', 'sam'] as const) {
    const theirs = person === 'omar' ? page : await openBrowser()
    await signIn(theirs, person)
    await expectTitle(theirs, 'Portals')
    const realms = theirs.getByRole('main').getByRole('listitem')
    await expect(realms).toContainText(['Acme', 'Default Realm', 'Globex'])
    await theirs.getByRole('link', { name: 'Globex' }).click()
    await expectTitle(theirs, 'Users')
    await expect(rowOf(theirs, { login: 'eve@globex.example' })).toBeAttached()
    await theirs.getByRole('button', { name: 'Switch portal, now Globex' }).click()
    await theirs.getByRole('menuitemradio', { name: 'Default Realm' }).click()
    await expect(rowOf(theirs, { login: 'sam@portico.example' })).toBeVisible()
  }
})

test('Kim switches between the two realms that she runs, and each shows its own people', async ({ page }) => {
  await signIn(page, 'kim')
  await expectTitle(page, 'Portals')
  expect((await whoAmI(page)).realms.map(({ name }) => name)).toEqual(['Acme', 'Globex'])
  await page.getByRole('link', { name: 'Acme' }).click()
  await expect(page).toHaveTitle('Users · Acme')
  await searchField(page).fill('noor')
  await expect(rowOf(page, { login: 'noor@acme.example' })).toBeVisible()

  await page.getByRole('button', { name: 'Switch portal, now Acme' }).click()
  await page.getByRole('menuitemradio', { name: 'Globex' }).click()
  await expect(page).toHaveTitle('Users · Globex')
  await expect(searchField(page)).toHaveValue('')
  await expect(page.getByText('60 users')).toBeVisible()
  await searchField(page).fill('noor')
  await expect(page.getByText('No user matches')).toBeVisible()

  await page.getByRole('button', { name: 'Switch portal, now Globex' }).click()
  await page.getByRole('menuitem', { name: 'All portals' }).click()
  await expectTitle(page, 'Portals')
})

test('Lee has no portal and is told so', async ({ page }) => {
  await page.goto('/portal')
  await answerSignIn(page, 'lee@acme.example')
  await expect(page.getByText('You have no portal')).toBeVisible()
  await expect(page.getByText('Ask the operator if you need one.')).toBeVisible()
  await page.getByRole('button', { name: 'Account of Lee Park' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expectTitle(page, 'Sign in')
})
