import { defineConfig } from 'vitest/config'

// The workers inherit it: no result may depend on where a machine stands.
process.env.TZ = 'UTC'

const isProving = process.env.PORTICO_PROVE === '1'
// Tests that start processes, databases of their own, or try every route many times: `npm test` runs them, `npm run check` not.
const withSlow = isProving || process.env.PORTICO_SLOW === '1'

export default defineConfig({
  test: {
    include: [
      '{server,contract,messages,tools}/**/*.test.ts',
      'portal/src/**/*.test.{ts,tsx}',
      ...(isProving ? ['{server,contract,messages,tools}/**/*.prove.ts'] : []),
    ],
    // A worker keeps its modules between files: 3.6 s instead of 15.5 s for 600 tests on two cores. The price is a
    // rule: no state in modules; everything is composed by a factory, and every file has a database of its own.
    exclude: ['**/node_modules/**', ...(withSlow ? [] : ['**/*.slow.test.ts'])],
    isolate: false,
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['server/test/support/global-setup.ts'],
    testTimeout: isProving ? 600_000 : 15_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'node_modules/.cache/portico/results/vitest.json' },
    // Stubs end with their test: the worker goes on to the next file with the same process.
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
  },
})
