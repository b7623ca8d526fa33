import { expect, type Page } from '@playwright/test'
import { demoPassword, people, type Person } from './people.ts'

/** Answers the two questions of the sign-in page that is open. */
export async function answerSignIn(page: Page, login: string, password: string = demoPassword): Promise<void> {
  await page.getByLabel('Username').fill(login)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Signs in on the way to `path`, and waits until that page is there. */
export async function signIn(page: Page, person: Person, path = '/portal'): Promise<void> {
  await page.goto(path)
  await answerSignIn(page, people[person].login)
  await page.waitForURL((url) => url.pathname.startsWith('/portal'))
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Loading')
}

/** Chooses a password on a page that asks for a new one. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password').fill(password)
  await page.getByLabel('Repeat the password').fill(password)
  await page.getByRole('button', { name: /^Save/ }).click()
}
