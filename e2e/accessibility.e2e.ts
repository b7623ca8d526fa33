import { expect, type Page, test } from './support/test.ts'
import { expectAccessible } from './support/accessible.ts'
import { addPerson, realmId, send } from './support/api.ts'
import { openMail, pressInMail } from './support/mailbox.ts'
import { chosenPassword, somebody } from './support/people.ts'
import { dialog, expectTitle, fillPerson, searchField } from './support/portal.ts'
import { answerSignIn, choosePassword, signIn } from './support/sign-in.ts'
import { forgetProof } from './support/time.ts'

// axe over every page and dialog. A state is named, so that a violation says where it is.

test.describe.configure({ mode: 'parallel' })

test('the pages of sign-in, recovery and activation have no violation', async ({ page, openBrowser }) => {
  await page.goto('/signin')
  await expectAccessible(page, 'sign in', { onPhone: true })
  await page.getByRole('button', { name: 'Next' }).click()
  await expectAccessible(page, 'sign in, no name')
  await answerSignIn(page, 'lee@acme.example', 'not the password')
  await expectTitle(page, 'Enter your password')
  await expectAccessible(page, 'password, wrong', { onPhone: true })
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expectAccessible(page, 'forgot password', { onPhone: true })
  await page.getByLabel('Username').fill('nobody@acme.example')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expectAccessible(page, 'link sent')
  await page.goto('/welcome/none')
  await expectAccessible(page, 'dead link', { onPhone: true })
  await page.goto('/nowhere')
  await expectAccessible(page, 'no such page', { onPhone: true })

  const rosa = somebody('Rosa')
  const priyas = await openBrowser()
  await signIn(priyas, 'priya')
  const id = await addPerson(priyas, rosa, true)
  await openMail(page, rosa.login, /^Your account at/)
  await expectAccessible(page, 'a mail', { onPhone: true })
  await page.goto('/mailbox')
  await expectAccessible(page, 'mailbox', { onPhone: true })
  await page.goBack()
  await pressInMail(page, 'Activate the account')
  await expectAccessible(page, 'activation', { onPhone: true })
  await choosePassword(page, 'short')
  await expectAccessible(page, 'activation, wrong')
  await choosePassword(page, chosenPassword)
  await expectTitle(page, 'Your apps')
  await expectAccessible(page, 'dashboard', { onPhone: true })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expectAccessible(page, 'signed out')
  expect((await send(priyas, 'POST', `/api/v1/users/${id}/lifecycle/expire_password`)).status()).toBe(200)
  await page.goto('/signin')
  await answerSignIn(page, rosa.login, chosenPassword)
  await expectTitle(page, 'Choose a password')
  await expectAccessible(page, 'expired password', { onPhone: true })

  await page.goto('/docs')
  await expectAccessible(page, 'API reference', { onPhone: true })
})

test('the pages of the portal have no violation', async ({ page, openBrowser }) => {
  await signIn(page, 'kim')
  await expectTitle(page, 'Portals')
  await expectAccessible(page, 'portals', { onPhone: true })
  const acme = await realmId(page, 'Acme')
  await page.getByRole('link', { name: 'Acme' }).click()
  await expect(page.getByRole('table', { name: 'Users' })).toBeVisible()
  await expectAccessible(page, 'users', { onPhone: true })
  await searchField(page).fill('nobody like this')
  await expect(page.getByText('No user matches')).toBeVisible()
  await expectAccessible(page, 'users, none match')
  for (const name of [/^Switch portal/, /^Language/, /^Colours/, /^Account of/]) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectAccessible(page, `menu ${String(name)}`)
    await page.keyboard.press('Escape')
  }

  await page.getByRole('link', { name: 'Add user' }).click()
  await expectTitle(page, 'Add user')
  await page.getByLabel('User type').selectOption('Contractor')
  await page.getByRole('radio', { name: 'Set a password now' }).check()
  await page.getByRole('button', { name: 'Add user' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'add user, wrong', { onPhone: true })
  await page.getByRole('combobox', { name: 'Groups' }).fill('ware')
  await page.getByRole('option', { name: 'Warehouse' }).click()
  await expectAccessible(page, 'add user, groups')
  await page.goBack()
  await expect(dialog(page, 'Close without saving?')).toBeVisible()
  await expectAccessible(page, 'leave dialog')

  await page.goto(`/portal/${acme}/users?q=lee%40`)
  await page.getByRole('link', { name: 'Lee Park' }).click()
  await expectTitle(page, 'Lee Park')
  await expectAccessible(page, 'user page', { onPhone: true })
  await page.getByRole('link', { name: 'Edit' }).click()
  await expectTitle(page, 'Edit profile')
  await page.getByLabel('First name').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'edit, wrong', { onPhone: true })
  await page.goto(`/portal/${acme}/users/nobody`)
  await expectTitle(page, 'There is no such page')
  await expectAccessible(page, 'no such user')
  await page.goto(`/portal/${acme}/users?after=nonsense`)
  await expect(page.getByText('This could not be loaded')).toBeVisible()
  await expectAccessible(page, 'users, failed')

  const lees = await openBrowser()
  await lees.goto('/portal')
  await answerSignIn(lees, 'lee@acme.example')
  await expect(lees.getByText('You have no portal')).toBeVisible()
  await expectAccessible(lees, 'no portal')
})

test('every question of the portal has no violation', async ({ page, openBrowser }) => {
  const otto = somebody('Otto')
  await signIn(page, 'kim')
  const acme = await realmId(page, 'Acme')
  const id = await addPerson(page, otto, false, acme)
  await page.goto(`/portal/${acme}/users/${id}`)
  const lifecycle = (verb: string) => send(page, 'POST', `/api/v1/users/${id}/lifecycle/${verb}?sendEmail=true`)

  await questions(page, ['Activate', 'Deactivate'])
  await lifecycle('activate')
  await questions(page, ['Resend activation mail'])

  const his = await openBrowser()
  await openMail(his, otto.login, /^Your account at/)
  await pressInMail(his, 'Activate the account')
  await choosePassword(his, chosenPassword)
  await questions(page, ['Suspend', 'Reset password', 'Expire password'])
  await lifecycle('suspend')
  await questions(page, ['Unsuspend'])
  await lifecycle('unsuspend')
  const stranger = await openBrowser()
  await stranger.goto('/signin')
  await answerSignIn(stranger, otto.login, 'wrong')
  for (let guesses = 1; guesses < 10; guesses += 1) {
    await stranger.getByLabel('Password').fill('wrong')
    await stranger.getByRole('button', { name: 'Sign in' }).click()
  }
  await questions(page, ['Unlock'])
  await lifecycle('deactivate')
  await questions(page, ['Delete'])

  await forgetProof('kim@portico.example')
  await openQuestion(page, 'Delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(dialog(page, 'Is it you?')).toBeVisible()
  await expectAccessible(page, 'proof', { onPhone: true })
  await dialog(page, 'Is it you?').getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('Escape')

  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link').click()
  await page.getByRole('link', { name: 'Add user' }).click()
  await fillPerson(page, otto)
  await send(page, 'POST', '/portal/api/v1/me/signout')
  await page.getByRole('button', { name: 'Add user' }).click()
  await expect(dialog(page, 'Your session ended')).toBeVisible()
  await expectAccessible(page, 'session ended', { onPhone: true })
})

async function openQuestion(page: Page, verb: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: verb, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** Opens each question of the menu that the person's status offers, looks at it, and closes it again. */
async function questions(page: Page, verbs: readonly string[]): Promise<void> {
  await page.reload()
  for (const verb of verbs) {
    await openQuestion(page, verb)
    await expectAccessible(page, verb)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
}
