import { Fault } from '../kernel/fault.ts'

/** Nobody means more. What walks a body later may then do so by calling itself. */
const deepest = 64

/** Parses a body. Says nothing of it in a fault: the parser's own message quotes what was sent. Faults: `request.badBody`. */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) throw new Fault('request.badBody', { detail: 'nested too deep' })
  try {
    // `__proto__` as a key would set a prototype wherever the object is copied by assignment.
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
  } catch {
    throw new Fault('request.badBody', { detail: 'not JSON' })
  }
}

/** Counts brackets outside of strings, one character after the other: a pattern could be made to search for minutes. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (isText) {
      if (character === '\\') at += 1
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
    if (depth > deepest) return true
  }
  return false
}
