import { type BrowserContextOptions, type Page, test as base } from '@playwright/test'

interface Fixtures {
  /** Opens a page in a browser of its own: nobody's cookies are in it. It is closed with the test. */
  readonly openBrowser: (options?: BrowserContextOptions) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  openBrowser: async ({ browser }, use) => {
    const opened: Page[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
  },
})

export { expect, type Locator, type Page } from '@playwright/test'
