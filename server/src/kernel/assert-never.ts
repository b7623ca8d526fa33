/** Ends a `switch` over a union: a member without a case does not compile, and stops the request if it happens anyway. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
