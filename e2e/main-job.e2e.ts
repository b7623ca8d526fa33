import { expect, type Page, test } from './support/test.ts'
import { openMail, pressInMail } from './support/mailbox.ts'
import { chosenPassword, demoPassword, type NewPerson, somebody } from './support/people.ts'
import {
  chooseVerb,
  dialog,
  expectListed,
  expectTitle,
  expectToast,
  fillPerson,
  rowOf,
  runVerb,
  searchField,
} from './support/portal.ts'
import { answerSignIn, choosePassword, signIn } from './support/sign-in.ts'
import { forgetProof } from './support/time.ts'

// What Portico is for, from the first page to the last: a partner admin looks after the people of their firm.

const list = { name: 'Users', exact: true } as const

async function backToList(page: Page, person: NewPerson, status: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', list).click()
  await expectTitle(page, 'Users')
  await expectListed(page, person, status)
}

test('Priya adds a person, who chooses a password and gets in', async ({ page, openBrowser }) => {
  const mara = somebody('Mara')

  await page.goto('/')
  await answerSignIn(page, 'priya@acme.example')
  await expectTitle(page, 'Users')
  await expect(page).toHaveTitle('Users · Acme')

  await page.getByRole('link', { name: 'Add user' }).click()
  await expectTitle(page, 'Add user')
  await expect(page.getByText('The user is added to Acme.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: /realm/i })).toHaveCount(0)
  await page.getByLabel('User type').selectOption('Contractor')
  await page.getByLabel('Agency').fill('Harbour Staff')
  await fillPerson(page, mara)
  await page.getByLabel('Secondary e-mail').fill('mara@home.example')
  const groups = page.getByRole('combobox', { name: 'Groups' })
  const found = page.getByRole('listbox').getByRole('option')
  await groups.fill('ware')
  await expect(found).toHaveText(['Warehouse'])
  await found.click()
  await groups.fill('support')
  await expect(found).toHaveText(['Support tools'])
  await found.click()
  await groups.press('Escape')
  await expect(page.getByRole('radio', { name: 'Activate now' })).toBeChecked()
  await page.getByRole('button', { name: 'Add user' }).click()

  await expectTitle(page, mara.name)
  await expectToast(page, `${mara.name} is added. The activation mail is on its way to ${mara.login}.`)
  await expect(page.getByText(`${mara.name} cannot sign in yet`)).toBeVisible()
  await expect(page.getByText('Support tools, Warehouse')).toBeVisible()
  await expect(page.getByText('mara@home.example')).toBeVisible()
  await expect(page.getByText('Contractor', { exact: true })).toBeVisible()
  await backToList(page, mara, 'Activation pending')

  const hers = await openBrowser()
  await openMail(hers, mara.login, /^Your account at/)
  await pressInMail(hers, 'Activate the account')
  await expectTitle(hers, `Welcome, ${mara.name}`)
  await choosePassword(hers, chosenPassword)
  await expectTitle(hers, 'Your apps')
  await expect(hers.getByText(`Signed in as ${mara.login}`)).toBeVisible()
  await expect(hers.getByText('You have no apps yet.')).toBeVisible()
  await expect(hers.getByRole('link', { name: 'Open the portal' })).toHaveCount(0)

  await page.reload()
  await expect(rowOf(page, mara)).toContainText('Active')

  await runVerb(page, mara, 'Suspend', { question: `Suspend ${mara.name}?`, done: `${mara.name} is suspended.` })
  await expect(rowOf(page, mara)).toContainText('Suspended')
  await hers.reload()
  await expectTitle(hers, 'Sign in')
  await answerSignIn(hers, mara.login, chosenPassword)
  await expect(hers.getByRole('alert')).toContainText('The username or password is wrong.')

  await runVerb(page, mara, 'Unsuspend', {
    question: `Unsuspend ${mara.name}?`,
    done: `${mara.name} is not suspended any more.`,
  })
  await expect(rowOf(page, mara)).toContainText('Active')
  await hers.getByLabel('Password').fill(chosenPassword)
  await hers.getByRole('button', { name: 'Sign in' }).click()
  await expectTitle(hers, 'Your apps')

  await runVerb(page, mara, 'Suspend', { question: `Suspend ${mara.name}?`, done: `${mara.name} is suspended.` })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rowOf(page, mara)).toContainText('Active')
})

test('a person who is activated later gets in by the newest mail alone', async ({ page, openBrowser }) => {
  const theo = somebody('Theo')
  await signIn(page, 'priya')
  await page.getByRole('link', { name: 'Add user' }).click()
  await fillPerson(page, theo)
  await page.getByRole('radio', { name: 'Activate later' }).check()
  await page.getByRole('button', { name: 'Add user' }).click()
  await expectToast(page, `${theo.name} is added.`)
  await expect(page.getByText(`${theo.name} cannot sign in. The account is not activated.`)).toBeVisible()
  await backToList(page, theo, 'Not activated')

  await runVerb(page, theo, 'Activate', {
    question: `Activate ${theo.name}?`,
    done: `${theo.name} is activated. The mail is on its way.`,
  })
  await expect(rowOf(page, theo)).toContainText('Activation pending')
  const his = await openBrowser()
  await openMail(his, theo.login, /^Your account at/)
  await pressInMail(his, 'Activate the account')
  await expectTitle(his, `Welcome, ${theo.name}`)

  await runVerb(page, theo, 'Resend activation mail', {
    question: `Send ${theo.name} a new activation mail?`,
    done: `A new activation mail is on its way to ${theo.name}.`,
  })
  await expect(async () => {
    await his.reload()
    await expectTitle(his, 'This link does not work any more')
  }).toPass({ timeout: 15_000 })
  await openMail(his, theo.login, /^Your account at/, 2)
  await pressInMail(his, 'Activate the account')
  await choosePassword(his, chosenPassword)
  await expectTitle(his, 'Your apps')
})

test('a password that Priya sets has to be changed at the first sign-in', async ({ page, openBrowser }) => {
  const ruth = somebody('Ruth')
  await signIn(page, 'priya')
  await page.getByRole('link', { name: 'Add user' }).click()
  await fillPerson(page, ruth)
  await page.getByRole('radio', { name: 'Set a password now' }).check()
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('for the first day only')
  await expect(page.getByRole('checkbox', { name: 'Must change it at first sign-in' })).toBeChecked()
  await page.getByRole('button', { name: 'Add user' }).click()
  await expectToast(page, `${ruth.name} is added.`)
  await backToList(page, ruth, 'Password expired')

  const hers = await openBrowser()
  await hers.goto('/')
  await answerSignIn(hers, ruth.login, 'for the first day only')
  await expectTitle(hers, 'Choose a password')
  await choosePassword(hers, chosenPassword)
  await expectTitle(hers, 'Your apps')
  await page.reload()
  await expect(rowOf(page, ruth)).toContainText('Active')

  const deactivated = { question: `Deactivate ${ruth.name}?`, done: `${ruth.name} is deactivated.` }
  await runVerb(page, ruth, 'Deactivate', deactivated)
  await expect(rowOf(page, ruth)).toContainText('Deactivated')
  await hers.reload()
  await expectTitle(hers, 'Sign in')

  await runVerb(page, ruth, 'Activate', {
    question: `Activate ${ruth.name}?`,
    done: `${ruth.name} is activated. The mail is on its way.`,
  })
  await expect(rowOf(page, ruth)).toContainText('Activation pending')
  await runVerb(page, ruth, 'Deactivate', deactivated)
  await runVerb(page, ruth, 'Delete', { question: `Delete ${ruth.name}?`, done: `${ruth.name} is deleted.` })
  await expect(page.getByText('No user matches')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeFocused()
})

test('an admin whose session has grown old proves who they are before they delete', async ({ page }) => {
  const vito = somebody('Vito')
  await signIn(page, 'noor')
  await page.getByRole('link', { name: 'Add user' }).click()
  await fillPerson(page, vito)
  await page.getByRole('radio', { name: 'Activate later' }).check()
  await page.getByRole('button', { name: 'Add user' }).click()
  await expectTitle(page, vito.name)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Deactivate', exact: true }).click()
  await dialog(page, `Deactivate ${vito.name}?`).getByRole('button', { name: 'Deactivate' }).click()
  await backToList(page, vito, 'Deactivated')

  await forgetProof('noor@acme.example')
  await chooseVerb(page, vito, 'Delete')
  await dialog(page, `Delete ${vito.name}?`).getByRole('button', { name: 'Delete' }).click()
  const proof = dialog(page, 'Is it you?')
  await proof.getByRole('textbox', { name: 'Password' }).fill('not this one')
  await proof.getByRole('button', { name: 'Go on' }).click()
  await expect(proof.getByText('The password is wrong.')).toBeVisible()
  await proof.getByRole('textbox', { name: 'Password' }).fill(demoPassword)
  await proof.getByRole('button', { name: 'Go on' }).click()
  await expectToast(page, `${vito.name} is deleted.`)
  await searchField(page).fill(vito.login)
  await expect(page.getByText('No user matches')).toBeVisible()
})
