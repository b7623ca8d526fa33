// `node tools/complete-lock.mjs`, after an `npm install` that `npm ci` rejects with "Missing: … from lock file".
//
// A native package lists one optional package for each platform. npm leaves those out of the lockfile which the
// registry does not serve at that moment (a mirror that lags, a proxy that filters), and `npm ci` then refuses the
// whole lockfile. This adds them by name and exact version: they install where their platform is, and are skipped elsewhere.
import { readFileSync, writeFileSync } from 'node:fs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

/**
 * @typedef {{ version?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/**
 * The platform packages that a lockfile names but does not lock.
 *
 * @param {Lock} lock
 */
export function missing({ packages }) {
  return Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !lockedAt(packages, parent, name, version))
      .map(([name, version]) => ({ parent, name, version, isDev: entry.dev === true })),
  )
}

/**
 * Looks where Node would: in the package's own node_modules, then in every one above it.
 *
 * @param {Record<string, Entry>} packages
 * @param {string} parent
 * @param {string} name
 * @param {string} version
 */
function lockedAt(packages, parent, name, version) {
  for (let folder = parent; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$|^[^/]+$/, '')) {
    const entry = packages[`${folder}${folder ? '/' : ''}node_modules/${name}`]
    if (entry) return entry.version === version
    if (!folder) return false
  }
}

/**
 * Adds what `missing` finds, in npm's own order.
 *
 * @param {Lock} lock
 * @returns {Lock}
 */
export function complete(lock) {
  const packages = { ...lock.packages }
  for (const { parent, name, version, isDev } of missing(lock)) {
    const top = `node_modules/${name}`
    const isTaken = packages[top] !== undefined && packages[top].version !== version
    packages[isTaken ? `${parent}/node_modules/${name}` : top] = /** @type {Entry} */ ({
      version,
      ...platform(name),
      ...(isDev ? { dev: true } : {}),
      optional: true,
    })
  }
  return { ...lock, packages: Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** @param {string} name like `@biomejs/cli-linux-x64-musl` */
function platform(name) {
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const libc = os[0] !== 'linux' ? [] : words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc']
  return { ...(cpu.length ? { cpu } : {}), ...(libc.length ? { libc } : {}), ...(os.length ? { os } : {}) }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const file = new URL('../package-lock.json', import.meta.url)
  /** @type {Lock} */
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const added = missing(lock)
  writeFileSync(file, `${JSON.stringify(complete(lock), null, 2)}\n`)
  process.stdout.write(`${added.length} added\n`)
}
