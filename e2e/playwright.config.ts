import { defineConfig } from '@playwright/test'
import { browserArgs, browserPath } from './support/browser.ts'

const isProving = process.env.PORTICO_PROVE === '1'
const executablePath = browserPath()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  testIgnore: isProving ? [] : ['prove/**'],
  globalSetup: './support/global-setup.ts',
  outputDir: './results/artifacts',
  workers: 2,
  // All tests share one server: within a file they run in order, files run side by side.
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second try hides a race in the product; look at its trace instead.
  retries: 0,
  timeout: isProving ? 600_000 : 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PORTICO_E2E_REPORT ?? './results/report.json' }]],
  use: {
    // Set by the global setup; the workers start after it.
    baseURL: process.env.PORTICO_E2E_ORIGIN,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-US',
    timezoneId: 'UTC',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...browserArgs] },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
})
