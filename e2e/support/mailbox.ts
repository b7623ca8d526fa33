import { expect, type Page } from '@playwright/test'

/** Opens the newest mail to an address with this subject. It comes within seconds; `nth`: after so many of the same. */
export async function openMail(page: Page, to: string, subject: string | RegExp, nth = 1): Promise<void> {
  const mails = page.getByRole('listitem').filter({ hasText: to }).getByRole('link', { name: subject })
  await expect(async () => {
    await page.goto(`/mailbox?q=${encodeURIComponent(to)}`)
    await expect(mails).toHaveCount(nth, { timeout: 200 })
  }).toPass({ timeout: 15_000, intervals: [200] })
  await mails.first().click()
}

/** Presses the button of the mail that is open. */
export async function pressInMail(page: Page, button: string): Promise<void> {
  await page.frameLocator('iframe').getByRole('link', { name: button, exact: true }).click()
}
