import { Fault } from '../kernel/fault.ts'

/** The size of a wire page: more than the most is the most, as its clients expect. Faults: `request.badLimit`. */
export function pageLimit(asked: number | undefined, size: { readonly usual: number; readonly most: number }): number {
  if (asked === undefined) return size.usual
  if (asked <= 0) throw new Fault('request.badLimit', { params: { limit: asked } })
  return Math.min(asked, size.most)
}

/**
 * Refuses parameters of the wire that would change what a list holds and are not served: answering as if they were not
 * there would hand over other rows than those asked for. Faults: `request.notSupported`.
 */
export function refuseUnserved(query: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const present = names.filter((name) => query[name] !== undefined)
  if (present.length > 0)
    throw new Fault('request.notSupported', { fields: present.map((path) => ({ path, code: 'notServed' as const })) })
}

const canonicalOrder = ['after', 'limit', 'q', 'search', 'filter']

/**
 * The `Link` lines of a list: itself, then the next page where there is one. In this order, because a widely used client
 * reads only the last; and canonical, because clients follow them as they stand.
 */
export function listLinks(
  url: string,
  asked: Readonly<Record<string, string | number | undefined>>,
  next: string | undefined,
): readonly string[] {
  const link = (rel: string, parameters: typeof asked) => {
    const search = new URLSearchParams()
    for (const name of canonicalOrder) {
      const value = parameters[name]
      if (value !== undefined) search.set(name, String(value))
    }
    return `<${url}?${search}>; rel="${rel}"`
  }
  const self = link('self', asked)
  return next === undefined ? [self] : [self, link('next', { ...asked, after: next })]
}
