import { expect, type Locator, type Page } from '@playwright/test'
import type { NewPerson } from './people.ts'

/** The title of a page of the portal, which says that the page is there. */
export async function expectTitle(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title, exact: true })).toBeVisible()
}

export const searchField = (page: Page): Locator => page.getByRole('searchbox')

/** The row of somebody in the list of users. */
export const rowOf = (page: Page, { login }: { readonly login: string }): Locator =>
  page.getByRole('row').filter({ hasText: login })

/** Searches for somebody and expects the list to show their status. */
export async function expectListed(page: Page, person: NewPerson, status: string): Promise<void> {
  await searchField(page).fill(person.login)
  await expect(rowOf(page, person)).toContainText(status)
}

/** The question of a dialog: its title is its name. */
export const dialog = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title, exact: true })

/** Chooses a verb from the menu of a row. */
export async function chooseVerb(page: Page, person: { readonly name: string }, verb: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${person.name}` }).click()
  await page.getByRole('menuitem', { name: verb, exact: true }).click()
}

/** Chooses a verb, answers its question with yes, and waits until the portal says that it is done. */
export async function runVerb(
  page: Page,
  person: { readonly name: string },
  verb: string,
  words: { readonly question: string; readonly done: string },
): Promise<void> {
  await chooseVerb(page, person, verb)
  const question = dialog(page, words.question)
  await question.getByRole('button', { name: verb, exact: true }).click()
  await expect(question).toBeHidden()
  await expectToast(page, words.done)
}

export async function expectToast(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'Messages' }).getByText(text, { exact: true })).toBeVisible()
}

/** Fills in who somebody is. */
export async function fillPerson(page: Page, person: NewPerson): Promise<void> {
  await page.getByLabel('First name').fill(person.firstName)
  await page.getByLabel('Last name').fill(person.lastName)
  await page.getByLabel('Username').fill(person.login)
}

/** Says that nothing sticks out at the side: a page that scrolls sideways is lost on a phone. */
export async function expectFits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0)
}
