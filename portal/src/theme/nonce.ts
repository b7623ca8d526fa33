/**
 * The nonce of this page, written by the server: the policy lets in only styles that carry it. Mantine takes it as a
 * function; the library that locks scrolling behind a dialog looks for this global.
 */
export function nonce(): string {
  const value = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
  Object.assign(globalThis, { __webpack_nonce__: value })
  return value
}
