// Finds a Chromium for the browser tests, or installs one. Runs on Node 18.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, SetupProblem } from './bootstrap.mjs'
import { collect } from './process.mjs'
import { step } from './progress.mjs'

const debianPackages = ['chromium-headless-shell', 'chromium']

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureBrowser(node, env) {
  if (process.env.PORTICO_BROWSER || systemBrowser() || (await hasOwn(node, env))) return
  /** @type {string[]} */
  const tried = []
  await step(process.stdout, 'Chromium', async () => {
    if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0 && (await byApt(tried))) return
    if (await byPlaywright(node, env, tried)) return
    throw new SetupProblem(
      `The browser tests need Chromium, and it could not be installed.\n\n${tried.join('\n')}\n` +
        'Install it (on Debian: apt-get install chromium-headless-shell) or name one in PORTICO_BROWSER.',
    )
  })
}

function systemBrowser() {
  /** @type {string[]} */
  const paths = JSON.parse(readFileSync(join(root, 'e2e/support/browsers.json'), 'utf8'))
  return paths.find((path) => existsSync(path))
}

/**
 * Whether Playwright has downloaded its own before.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
async function hasOwn(node, env) {
  const script = `console.log((await import('playwright-core')).chromium.executablePath())`
  const { code, output } = await collect(node, ['--input-type=module', '-e', script], { cwd: root, env })
  return code === 0 && existsSync(output.trim())
}

/** @param {string[]} tried */
async function byApt(tried) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await collect('apt-get', ['update'], { env })
  if (update.code !== 0) tried.push(update.output)
  for (const name of debianPackages) {
    // A minimal system has no font at all, and text without one has no size.
    const install = await collect('apt-get', ['install', '-y', '--no-install-recommends', name, 'fonts-liberation'], {
      env,
    })
    if (install.code === 0 && systemBrowser()) return true
    tried.push(install.output)
  }
  return false
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} tried
 */
async function byPlaywright(node, env, tried) {
  const cli = join(root, 'node_modules/playwright/cli.js')
  const { code, output } = await collect(node, [cli, 'install', 'chromium'], { cwd: root, env })
  if (code !== 0) tried.push(output)
  return code === 0
}
