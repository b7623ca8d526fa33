import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Says that axe finds nothing wrong with the page as it stands: in light, in dark (where only colours differ) and, with
 * `onPhone`, at 360 px.
 */
export async function expectAccessible(page: Page, what: string, options: { readonly onPhone?: boolean } = {}) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNothingWrong(page, new AxeBuilder({ page }).withTags(standards), `${what}, light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNothingWrong(page, new AxeBuilder({ page }).withRules('color-contrast'), `${what}, dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  if (options.onPhone !== true) return
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNothingWrong(page, new AxeBuilder({ page }).withTags(standards), `${what}, on a phone`)
  await page.setViewportSize(size)
}

/** Waits until the colours have changed and nothing moves any more: halfway, nothing has its contrast. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)))
  })
}

async function expectNothingWrong(page: Page, axe: AxeBuilder, what: string): Promise<void> {
  await settled(page)
  // The other mode opens a tab of its own each time, for frames of other origins; we have none.
  const { violations, passes } = await axe.setLegacyMode().analyze()
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html}: ${failureSummary}`),
  )
  expect(told, what).toEqual([])
  expect(passes.length, `${what}: axe has looked at something`).toBeGreaterThan(0)
}
