// One line per set-up step: a spinner on a terminal, plain text elsewhere. Runs on Node 18.

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** @param {number} startedAt */
export const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`

/**
 * Shows `label` while `work` runs, then the seconds it took. Writes nothing when `out` is undefined.
 *
 * @template T
 * @param {NodeJS.WriteStream | undefined} out
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(out, label, work) {
  const startedAt = Date.now()
  const spinner = out?.isTTY ? spin(out, label, startedAt) : undefined
  if (!spinner) out?.write(`  ${label} … `)
  try {
    const result = await work()
    spinner?.stop()
    out?.write(spinner ? `  ✓ ${label}  ${seconds(startedAt)}\n` : `${seconds(startedAt)}\n`)
    return result
  } catch (error) {
    spinner?.stop()
    out?.write(spinner ? `  ✗ ${label}  ${seconds(startedAt)}\n` : `failed after ${seconds(startedAt)}\n`)
    throw error
  }
}

/**
 * @param {NodeJS.WriteStream} out
 * @param {string} label
 * @param {number} startedAt
 */
function spin(out, label, startedAt) {
  let frame = 0
  const clear = '\r\u001b[2K'
  const timer = setInterval(() => {
    frame = (frame + 1) % frames.length
    out.write(`${clear}  ${frames[frame]} ${label}  ${seconds(startedAt)}`)
  }, 100)
  return {
    stop() {
      clearInterval(timer)
      out.write(clear)
    },
  }
}
