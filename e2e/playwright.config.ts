import { defineConfig } from '@playwright/test'
import { browserArgs, browserPath } from './support/browser.ts'

const isProving = process.env.PORTICO_PROVE === '1'
/** Screenshots for the documentation are taken when they are asked for, because each run changes them a little. */
const takesScreens = process.env.PORTICO_SCREENS === '1'
const executablePath = browserPath()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  testIgnore: isProving ? [] : ['prove/**', ...(takesScreens ? [] : ['screens.e2e.ts'])],
  globalSetup: './support/global-setup.ts',
  outputDir: './results/artifacts',
  workers: 2,
  // All tests share one server: within a file they run in order, files run side by side.
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second try hides a race in the product; look at its trace instead.
  retries: 0,
  timeout: isProving ? 600_000 : 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PORTICO_E2E_REPORT ?? './results/report.json' }]],
  use: {
    // Set by the global setup; the workers start after it.
    baseURL: process.env.PORTICO_E2E_ORIGIN,
    // Without pictures: they take a third of the time, and the last one is taken anyway.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
    locale: 'en-US',
    timezoneId: 'UTC',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...browserArgs] },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
})
