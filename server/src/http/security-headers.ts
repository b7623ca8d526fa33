/** Headers of every answer. Pages add their policy with `contentSecurityPolicy`. */
export function securityHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

export const noStore = { 'cache-control': 'no-cache, no-store', pragma: 'no-cache', expires: '0' } as const

/** Nothing from elsewhere, nothing inline without this answer's nonce, and forms go to ourselves. */
export function contentSecurityPolicy(nonce: string | undefined, more: { readonly hasFrames?: boolean } = {}): string {
  const own = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    ...(more.hasFrames === true ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

/**
 * Somebody else's markup in a frame of ours: it runs nothing, loads nothing, is nobody, and leads elsewhere only when its
 * reader clicks.
 */
export const framedHeaders = {
  'content-security-policy':
    "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  'x-frame-options': 'SAMEORIGIN',
} as const
