// An operator's pattern is run by a backtracking engine over what anybody may type. So only patterns whose worst case can
// be counted are run: no reference back, no look-around, and no group that is repeated. What the others cost at most is the
// product of the numbers of ways in which their parts can match.

/** How many characters a pattern is run over at most. */
export const maxMatchedLength = 256
const maxPatternLength = 256
/** Some 50 ms. */
const maxSteps = 20_000_000

/** Compiles a pattern whose worst case is bearable; undefined for any other, and for what is no pattern. */
export function safePattern(pattern: string): RegExp | undefined {
  if (pattern.length > maxPatternLength || worstSteps(pattern) > maxSteps) return undefined
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}

const open = /^\((?:\?:)?(?!\?)/
const escape = String.raw`\\(?:[pP]\{[^{}]{1,40}\}|u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[^1-9kpPux])`
const atom = new RegExp(String.raw`^(?:${escape}|\[(?:${escape}|[^\\\]])*\]|[^\\()[\]{}|*+?])`, 'u')
const quantifier = /^(?:[*+?]|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})\??/

/** An upper limit of the steps over `maxMatchedLength` characters; infinite for what is not looked into. */
function worstSteps(pattern: string): number {
  const isAnchored = pattern.startsWith('^') && !pattern.includes('|')
  let steps = isAnchored ? 1 : maxMatchedLength
  let rest = pattern
  /** The alternatives of each group that is open, the innermost last. */
  const alternatives = [1]
  while (rest !== '') {
    const taken = open.exec(rest)?.[0] ?? /^[)|]/.exec(rest)?.[0] ?? atom.exec(rest)?.[0]
    if (taken === undefined) return Number.POSITIVE_INFINITY
    rest = rest.slice(taken.length)
    if (taken.startsWith('(')) alternatives.push(1)
    else if (taken === '|') alternatives.push((alternatives.pop() ?? 1) + 1)
    else {
      if (taken === ')') steps *= alternatives.pop() ?? 1
      const repeat = quantifier.exec(rest)
      if (repeat !== null && taken === ')' && !repeat[0].startsWith('?')) return Number.POSITIVE_INFINITY
      steps *= repeat === null ? 1 : waysOf(repeat)
      rest = rest.slice(repeat?.[0].length ?? 0)
    }
  }
  return steps * alternatives.reduce((product, count) => product * count, 1)
}

/** In how many lengths a repeated part can match. */
function waysOf([text, least, comma, most]: RegExpExecArray): number {
  if (text?.startsWith('?')) return 2
  if (least === undefined || (comma !== undefined && most === undefined)) return maxMatchedLength
  return comma === undefined ? 1 : Math.max(1, Number(most) - Number(least) + 1)
}
