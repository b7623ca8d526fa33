declare const local: unique symbol
/** A path of our own origin: the only thing that a page may redirect to. */
export type LocalPath = string & { readonly [local]: true }

const longest = 2000
const anywhere = 'http://local.invalid'

/**
 * Reads a path of our own origin. Undefined for everything that a browser could take for another place: an absolute or
 * scheme-relative address, backslashes, control characters, or what resolves elsewhere.
 */
export function localPath(text: string | undefined): LocalPath | undefined {
  if (text === undefined || text.length > longest || !/^\/(?![/\\])[^\\\p{C}]*$/u.test(text)) return undefined
  if (!URL.canParse(text, anywhere)) return undefined
  const url = new URL(text, anywhere)
  if (url.origin !== anywhere || url.pathname.startsWith('//')) return undefined
  return (url.pathname + url.search + url.hash) as LocalPath // the one place that makes one from text
}

/** A path written in our own code. Throws when it is none. */
export function ownPath(text: `/${string}`): LocalPath {
  const path = localPath(text)
  if (path === undefined) throw new Error(`${text} is no path of ours`)
  return path
}
