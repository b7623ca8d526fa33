import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from './support/test.ts'
import { openMail } from './support/mailbox.ts'
import type { NewPerson } from './support/people.ts'
import { chooseVerb, expectTitle, fillPerson, rowOf, searchField } from './support/portal.ts'
import { signIn } from './support/sign-in.ts'

// The pictures of the documentation, taken from the real thing: PORTICO_SCREENS=1.

const folder = join(import.meta.dirname, '../docs/screens')
const maya: NewPerson = {
  firstName: 'Maya',
  lastName: 'Lindgren',
  name: 'Maya Lindgren',
  login: 'maya.lindgren@acme.example',
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
}

test('takes the pictures of the documentation', async ({ page }) => {
  mkdirSync(folder, { recursive: true })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto('/signin')
  await take(page, 'signin')

  await signIn(page, 'priya')
  await expect(page.getByRole('row')).toHaveCount(51)
  await take(page, 'users-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'users-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 360, height: 740 })
  await take(page, 'users-phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('link', { name: 'Add user' }).click()
  await expectTitle(page, 'Add user')
  await fillPerson(page, maya)
  await page.getByRole('combobox', { name: 'Groups' }).fill('ware')
  await page.getByRole('option', { name: 'Warehouse' }).click()
  await page.getByLabel('Secondary e-mail').focus()
  await page.evaluate(() => window.scrollTo(0, 0))
  await take(page, 'add-user')
  await page.getByRole('button', { name: 'Add user' }).click()
  await expectTitle(page, maya.name)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await take(page, 'user')

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users' }).click()
  await searchField(page).fill('lee@')
  await expect(rowOf(page, { login: 'lee@acme.example' })).toBeVisible()
  await chooseVerb(page, { name: 'Lee Park' }, 'Suspend')
  await expect(page.getByRole('dialog')).toBeVisible()
  await take(page, 'user-dialog')

  await openMail(page, maya.login, /^Your account at/)
  await page.goto('/mailbox')
  await take(page, 'mailbox')
  await page.goto('/docs')
  await take(page, 'docs')
})
