import { type APIResponse, expect, type Page } from '@playwright/test'
import type { NewPerson } from './people.ts'

/** Who is signed in on this page, and the portals that they may open. */
export async function whoAmI(page: Page): Promise<{
  readonly id: string
  readonly realms: ReadonlyArray<{ readonly id: string; readonly name: string }>
}> {
  return (await page.request.get('/portal/api/v1/me')).json()
}

/** The id of a realm that the person on this page runs. */
export async function realmId(page: Page, name: string): Promise<string> {
  const { realms } = await whoAmI(page)
  const realm = realms.find((one) => one.name === name)
  if (realm === undefined) throw new Error(`no realm ${name}`)
  return realm.id
}

/** Sends something as the portal would, with the session of the page. */
export function send(
  page: Page,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  data?: unknown,
): Promise<APIResponse> {
  const { origin } = new URL(page.url())
  return page.request.fetch(path, { method, data, headers: { origin, 'x-portico-client': 'e2e' } })
}

/** Adds somebody without the form, where a test is about what comes after. Answers with their id. */
export async function addPerson(page: Page, person: NewPerson, activate: boolean, realm?: string): Promise<string> {
  const { firstName, lastName, login } = person
  const body = { profile: { firstName, lastName, login, email: login }, realmId: realm }
  const answer = await send(page, 'POST', `/api/v1/users?activate=${activate}`, body)
  expect(answer.status()).toBe(200)
  return ((await answer.json()) as { readonly id: string }).id // the wire's user
}
