import { expect, type Page, test } from './support/test.ts'
import { addPerson, realmId, send } from './support/api.ts'
import { chosenPassword, somebody } from './support/people.ts'
import { dialog, expectFits, expectTitle, expectToast, fillPerson } from './support/portal.ts'
import { answerSignIn, choosePassword, signIn } from './support/sign-in.ts'
import { openMail, pressInMail } from './support/mailbox.ts'

// Whatever is wrong is said where it was typed, and nothing that was typed is lost.

const summary = (page: Page) => page.getByRole('main').getByRole('alert')

async function openAddUser(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Add user' }).click()
  await expectTitle(page, 'Add user')
}

test('each fault of a new user stands at its field and in the summary, which takes the focus', async ({ page }) => {
  const nora = somebody('Nora')
  await signIn(page, 'priya')
  await openAddUser(page)
  const submit = page.getByRole('button', { name: 'Add user' })
  const first = page.getByLabel('First name')
  const login = page.getByLabel('Username')

  await page.getByLabel('User type').selectOption('Contractor')
  await submit.click()
  await expect(summary(page)).toBeFocused()
  await expect(summary(page)).toContainText('4 entries need a change')
  for (const name of ['First name', 'Last name', 'Username', 'Agency']) {
    await expect(page.getByLabel(name)).toHaveAccessibleDescription(/Fill in this field\./)
    await expect(summary(page).getByRole('link', { name: `${name}: Fill in this field.` })).toBeVisible()
  }
  await summary(page)
    .getByRole('link', { name: /^Last name/ })
    .click()
  await expect(page.getByLabel('Last name')).toBeFocused()

  await fillPerson(page, { ...nora, login: 'nora at acme' })
  await page.getByLabel('Secondary e-mail').fill('nora@')
  await page.getByLabel('Agency').fill('A')
  await page.getByRole('radio', { name: 'Set a password now' }).check()
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('short')
  await page.getByRole('checkbox', { name: 'Must change it at first sign-in' }).uncheck()
  await submit.click()
  await expect(summary(page)).toContainText('4 entries need a change')
  await expect(login).toHaveAccessibleDescription(/Enter an e-mail address/)
  await expect(page.getByLabel('Primary e-mail')).not.toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Secondary e-mail')).toHaveAccessibleDescription(/Enter an e-mail address/)
  await expect(page.getByLabel('Agency')).toHaveAccessibleDescription(/Use at least 2 characters\./)
  await expect(first).toHaveValue('Nora')
  await expect(page.getByLabel('Agency')).toHaveValue('A')
  const password = page.getByRole('textbox', { name: 'Password', exact: true })
  await expect(password).toHaveAccessibleDescription(/Use at least 8 characters\./)
  await expect(password).toHaveValue('short')
  await expect(page.getByRole('checkbox', { name: 'Must change it at first sign-in' })).not.toBeChecked()

  await page.getByLabel('Agency').fill('Harbour Staff')
  await page.getByLabel('Secondary e-mail').fill('')
  await password.fill(chosenPassword)
  for (const [typed, told] of [
    ['nora@globex.example', /Use an address at acme\.example\./],
    ['nora@elsewhere.example', /Use an address at acme\.example\./],
    ['lee@acme.example', /Somebody has this username already\./],
  ] as const) {
    await login.fill(typed)
    await submit.click()
    await expect(login).toHaveAccessibleDescription(told)
    await expect(summary(page)).toBeFocused()
    await expect(summary(page)).toContainText('One entry needs a change')
    await expect(login).toHaveValue(typed)
  }
  await login.fill(nora.login)
  await password.fill('password123')
  await submit.click()
  await expect(password).toHaveAccessibleDescription(/known to attackers/)

  await page.getByRole('link', { name: 'Cancel' }).click()
  await dialog(page, 'Close without saving?').getByRole('button', { name: 'Keep editing' }).click()
  await expect(first).toHaveValue('Nora')
  await page.goBack()
  await dialog(page, 'Close without saving?').getByRole('button', { name: 'Close without saving' }).click()
  await expectTitle(page, 'Users')
})

test('a username that another realm has cannot be used, and no more is said', async ({ page, openBrowser }) => {
  const uma = somebody('Uma', `${somebody('x').lastName.toLowerCase()}.example`)
  const domain = uma.login.split('@')[1]
  const sams = await openBrowser()
  await signIn(sams, 'sam')
  const elsewhere = { profile: { name: `Depot ${uma.lastName}`, realmType: 'PARTNER', domains: [] } }
  const depot = await (await send(sams, 'POST', '/api/v1/realms', elsewhere)).json()
  await addPerson(sams, uma, false, depot.id)
  const globex = { profile: { name: 'Globex', realmType: 'PARTNER', domains: ['globex.example', domain] } }
  expect((await send(sams, 'PUT', `/api/v1/realms/${await realmId(sams, 'Globex')}`, globex)).status()).toBe(200)

  await signIn(page, 'eve')
  await openAddUser(page)
  await fillPerson(page, uma)
  await page.getByRole('button', { name: 'Add user' }).click()
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/This username cannot be used\./)
  await expect(page.getByRole('main')).not.toContainText('Depot')
})

test('of two who edit one person, the second sees what the first has saved', async ({ page, openBrowser }) => {
  const iris = somebody('Iris')
  await signIn(page, 'priya')
  const id = await addPerson(page, iris, false)
  const list = page.url()
  await page.goto(`${list}/${id}/edit`)
  await expectTitle(page, 'Edit profile')
  await page.getByLabel('Mobile phone').fill('+49 30 1234')

  const noors = await openBrowser()
  await signIn(noors, 'noor')
  await noors.goto(`${list}/${id}/edit`)
  await noors.getByLabel('Last name').fill('Steiner')
  await noors.getByRole('button', { name: 'Save' }).click()
  await expectToast(noors, 'Saved: Last name.')
  await expectTitle(noors, 'Iris Steiner')

  await page.getByRole('button', { name: 'Save' }).click()
  await expect(summary(page)).toBeFocused()
  await expect(summary(page)).toContainText(`Somebody else changed ${iris.name} in the meantime.`)
  await expect(page.getByLabel('Last name')).toHaveAccessibleDescription(/Now stored: Steiner/)
  await expect(page.getByLabel('Mobile phone')).toHaveValue('+49 30 1234')
  await page.getByRole('button', { name: 'Save' }).click()
  await expectToast(page, 'Saved: Mobile phone.')
  await expectTitle(page, 'Iris Steiner')
  await expect(page.getByText('+49 30 1234')).toBeVisible()

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Username').fill('iris@elsewhere.example')
  await page.getByLabel('First name').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(summary(page)).toContainText('2 entries need a change')
  await expect(page.getByLabel('First name')).toHaveAccessibleDescription(/Fill in this field\./)
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/Use an address at acme\.example\./)
})

test('a session that ends while somebody types takes nothing with it', async ({ page }) => {
  const jonah = somebody('Jonah')
  await signIn(page, 'priya')
  await openAddUser(page)
  await fillPerson(page, jonah)
  const tab = await page.context().newPage()
  await tab.goto('/')
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await expectTitle(tab, 'You are signed out')
  await tab.close()

  await page.getByRole('button', { name: 'Add user' }).click()
  const ended = dialog(page, 'Your session ended')
  await ended.getByRole('button', { name: 'I am signed in, go on' }).click()
  await expect(ended.getByText('You are not signed in yet.')).toBeVisible()
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    ended.getByRole('link', { name: 'Sign in again' }).click(),
  ])
  await answerSignIn(window, 'priya@acme.example')
  await expectTitle(window, 'Users')
  await window.close()
  await ended.getByRole('button', { name: 'I am signed in, go on' }).click()
  await expectTitle(page, jonah.name)
})

test('sign-in says what is wrong, and a link that is spent offers a new one', async ({ page, openBrowser }) => {
  await page.goto('/signin')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/Fill in this field\./)
  const words: string[] = []
  for (const login of ['lee@acme.example', 'nobody@acme.example']) {
    await page.goto('/signin')
    await answerSignIn(page, login, 'not the password')
    words.push(await page.getByRole('alert').innerText())
    await expect(page.getByText(login)).toBeVisible()
  }
  expect(words[0]).toContain('The username or password is wrong.')
  expect(words[1]).toBe(words[0])
  await page.getByRole('link', { name: 'Not you?' }).click()
  await expect(page.getByLabel('Username')).toHaveValue('nobody@acme.example')

  const olga = somebody('Olga')
  const priyas = await openBrowser()
  await signIn(priyas, 'priya')
  await addPerson(priyas, olga, true)
  await openMail(page, olga.login, /^Your account at/)
  await pressInMail(page, 'Activate the account')
  const link = page.url()
  await page.getByLabel('New password').fill('short')
  await page.getByLabel('Repeat the password').fill('shorter')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page.getByRole('alert')).toBeFocused()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/Use at least 8 characters\./)
  await choosePassword(page, chosenPassword)
  await expectTitle(page, 'Your apps')

  const another = await openBrowser()
  await another.goto(link)
  await expectTitle(another, 'This link does not work any more')
  await another.getByRole('button', { name: 'Get a new link' }).click()
  await expectTitle(another, 'Look in your mail')
  await another.goto(`${link}x`)
  await expectTitle(another, 'This link does not work any more')
})

test('German and the longest words fit a phone', async ({ page, openBrowser }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, 'priya')
  const list = page.url()
  for (const language of ['de', 'pseudo']) {
    for (const path of ['/new', '?q=lee']) {
      await page.goto(`${list}${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('main')).not.toHaveText(/Users|Add user/)
      await expectFits(page)
    }
    await page.getByRole('link', { name: 'Lee Park' }).click()
    await expectTitle(page, 'Lee Park')
    await expectFits(page)
  }
  const stranger = await openBrowser({ viewport: { width: 360, height: 740 } })
  for (const [language, title] of [
    ['de', 'Anmelden'],
    ['pseudo', /^\[/],
  ] as const) {
    await stranger.goto(`/signin?lang=${language}`)
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(title)
    await expectFits(stranger)
    await stranger.goto('/mailbox')
    await expectFits(stranger)
  }
})
