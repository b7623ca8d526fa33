/** Starts all at once, each on a connection of its own, and gathers how each ended. */
export async function race<T>(
  contenders: ReadonlyArray<() => Promise<T>>,
): Promise<ReadonlyArray<PromiseSettledResult<T>>> {
  let go = () => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const running = contenders.map(async (contender) => {
    await gate
    return contender()
  })
  go()
  return Promise.allSettled(running)
}

/** The fault codes of those that failed. */
export function faults(results: ReadonlyArray<PromiseSettledResult<unknown>>): readonly string[] {
  return results.flatMap((result) =>
    result.status === 'rejected' ? [String((result.reason as { code?: string }).code ?? result.reason)] : [],
  ) // a rejection's reason is unknown
}

/** Waits until something is true, at most ten seconds. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('it did not become true in ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
