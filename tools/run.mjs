// `npm run check|test|prove|golden|bench`. Runs on Node 18; what it starts runs on the pinned Node.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bootstrap, cacheFolder, environment, exitWith, root } from './bootstrap.mjs'
import { ensureBrowser } from './browser.mjs'
import { follow } from './process.mjs'
import { seconds } from './progress.mjs'
import { closingLine, playwrightCounts, sum, vitestCounts } from './results.mjs'
import { runSteps } from './steps.mjs'

const usage = `npm run check [-- VITEST OPTIONS]   types, lint, format, unused code, then the tests that take no browser and no process of their own
npm test [-- DOMAIN | VITEST OPTIONS]  check with every test, then the browser tests; with a domain, only that domain's Vitest files
npm run prove                       npm test with the full figures (*.prove.ts, e2e/prove)
npm run format                      rewrites the formatting of every file
npm run golden [-- DOMAIN]          rewrites the golden files and snapshots
npm run bench [-- NAME]             server/bench/*.ts, one after the other
`
const [task = '', ...args] = process.argv.slice(2)
const results = join(cacheFolder, 'results')
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)

const tasks = { check, test, prove, format, golden, bench }

try {
  if (!isTask(task)) {
    process.stderr.write(usage)
    process.exit(2)
  }
  process.exitCode = await tasks[task]()
} catch (error) {
  exitWith(error)
}

/** @param {string} name @returns {name is keyof typeof tasks} */
function isTask(name) {
  return Object.keys(tasks).includes(name)
}

async function check() {
  const startedAt = Date.now()
  const { node, env } = await prepare({ portal: false })
  const failures = await staticChecks(node, env)
  const { code, counts } = await vitest(node, env, filters(args))
  return finish(startedAt, [...failures, ...failureOf('vitest', code, counts)], counts)
}

async function test() {
  const startedAt = Date.now()
  process.env.PORTICO_SLOW = '1'
  if (args.length > 0) {
    const { node, env } = await prepare({ portal: false })
    const { code, counts } = await vitest(node, env, filters(args))
    return finish(startedAt, failureOf('vitest', code, counts), counts)
  }
  const { node, env } = await prepare({ portal: false })
  const failures = await staticChecks(node, env)
  const fast = await vitest(node, env, [])
  const slow = await browserTests(node, env)
  return finish(
    startedAt,
    [...failures, ...failureOf('vitest', fast.code, fast.counts), ...failureOf('browser', slow.code, slow.counts)],
    sum([fast.counts, slow.counts]),
  )
}

function prove() {
  process.env.PORTICO_PROVE = '1'
  return test()
}

async function format() {
  const { node, env } = await prepare({ portal: false })
  return follow(node, [bin('@biomejs/biome/bin/biome'), 'format', '--write'], { cwd: root, env })
}

async function golden() {
  process.env.PORTICO_SLOW = '1'
  const { node, env } = await prepare({ portal: false })
  const update = { ...env, PORTICO_GOLDEN: 'update' }
  return follow(node, [bin('vitest/vitest.mjs'), 'run', '-u', ...filters(args)], { cwd: root, env: update })
}

async function bench() {
  const { node, env } = await prepare({ portal: false })
  const folder = join(root, 'server/bench')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : []
  const chosen = files.filter((name) => args.length === 0 || args.some((arg) => name.includes(arg)))
  if (chosen.length === 0) process.stderr.write(`No benchmark in ${folder} is called that.\n`)
  for (const name of chosen) {
    process.stdout.write(`\n${name}\n`)
    const code = await follow(node, [join(folder, name)], { cwd: root, env })
    if (code !== 0) return code
  }
  return chosen.length > 0 ? 0 : 1
}

/** @param {{ portal: boolean }} options */
async function prepare({ portal }) {
  const node = await bootstrap({ out: process.stdout, portal })
  mkdirSync(results, { recursive: true })
  return { node, env: environment(node) }
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
function staticChecks(node, env) {
  const portalTypes = existsSync(join(root, 'portal/tsconfig.json'))
    ? [{ name: 'types (portal)', command: [node, bin('typescript/bin/tsc'), '-p', 'portal'] }]
    : []
  const steps = [
    { name: 'types', command: [node, bin('typescript/bin/tsc'), '-p', '.'] },
    { name: 'unused code', command: [node, bin('knip/bin/knip.js'), '--no-progress'] },
    ...portalTypes,
    { name: 'lint', command: [node, bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
    {
      name: 'format',
      remedy: 'npm run format',
      command: [node, bin('@biomejs/biome/bin/biome'), 'format', '--max-diagnostics=50'],
    },
  ]
  return runSteps(steps, { width: 2, env, cwd: root })
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} options
 */
async function vitest(node, env, options) {
  const report = join(results, `vitest-${process.pid}.json`)
  const command = [bin('vitest/vitest.mjs'), 'run', `--outputFile.json=${report}`, ...options]
  const code = await follow(node, command, { cwd: root, env })
  const counts = vitestCounts(report)
  rmSync(report, { force: true })
  return { code, counts }
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
async function browserTests(node, env) {
  const report = join(results, `playwright-${process.pid}.json`)
  await bootstrap({ out: process.stdout, portal: true })
  await ensureBrowser(node, env)
  const command = [bin('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts']
  const code = await follow(node, command, { cwd: root, env: { ...env, PORTICO_E2E_REPORT: report } })
  const counts = playwrightCounts(report)
  rmSync(report, { force: true })
  return { code, counts }
}

/**
 * A domain's name stands for its folders, so that `users` does not also run every test about users elsewhere.
 *
 * @param {readonly string[]} options
 */
function filters(options) {
  const isRoom = (/** @type {string} */ name) => /^[a-z0-9-]+$/.test(name) && existsSync(join(root, 'server/src', name))
  return options.map((option) => (isRoom(option) ? `src/${option}/` : option))
}

/**
 * A runner that found no test has proved nothing, whatever its exit code.
 *
 * @param {string} name
 * @param {number} code
 * @param {import('./results.mjs').Counts} counts
 */
function failureOf(name, code, counts) {
  if (counts.passed + counts.failed === 0) return [`${name} (ran no test)`]
  return code === 0 && counts.failed === 0 ? [] : [name]
}

/**
 * @param {number} startedAt
 * @param {readonly string[]} failures
 * @param {import('./results.mjs').Counts} counts
 */
function finish(startedAt, failures, counts) {
  const isGreen = failures.length === 0
  process.stdout.write(
    isGreen ? `\nAll good in ${seconds(startedAt)}.\n` : `\nFailed: ${failures.join(', ')} (${seconds(startedAt)}).\n`,
  )
  // A step that is no test still makes the last line red.
  const failed = isGreen ? 0 : Math.max(counts.failed, 1)
  process.stdout.write(`${closingLine({ ...counts, failed })}\n`)
  return isGreen ? 0 : 1
}
