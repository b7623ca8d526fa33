/** Cookie names and attributes. On https they carry the `__Host-` prefix, so that no sub-domain can plant one. */
export interface Cookies {
  readonly session: string
  readonly device: string
  readonly flow: string
  readonly locale: string
  readonly set: (name: string, value: string, maxAgeSeconds: number) => string
  readonly clear: (name: string) => string
}

/** Cookies for this deployment's origin: HttpOnly, SameSite=Lax, whole site, Secure on https. */
export function cookiesFor(origin: string): Cookies {
  const isSecure = origin.startsWith('https:')
  const name = (plain: string) => (isSecure ? `__Host-${plain}` : plain)
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    session: name('portico_session'),
    device: name('portico_device'),
    flow: name('portico_flow'),
    locale: name('portico_locale'),
    set: (cookie, value, maxAgeSeconds) => `${cookie}=${value}; ${attributes}; Max-Age=${maxAgeSeconds}`,
    clear: (cookie) => `${cookie}=; ${attributes}; Max-Age=0`,
  }
}

/** Reads a Cookie header. Two cookies of one name are a sign of planting: neither is taken. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const part of (header ?? '').split(';')) {
    const cut = part.indexOf('=')
    if (cut < 1) continue
    const name = part.slice(0, cut).trim()
    if (found.has(name)) twice.add(name)
    found.set(name, part.slice(cut + 1).trim())
  }
  for (const name of twice) found.delete(name)
  return found
}
