/**
 * The half-open range of texts that begin with `prefix`, for keys that are compared byte by byte (`collate "C"`). UTF-8
 * sorts like code points, so the end is the prefix with its last code point one higher. Without `before` there is no end.
 */
export function prefixRange(prefix: string): { readonly from: string; readonly before?: string } {
  const points = [...prefix]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const next = following(last.codePointAt(0) ?? highest)
    if (next !== undefined) return { from: prefix, before: points.join('') + String.fromCodePoint(next) }
  }
  return { from: prefix }
}

const highest = 0x10_ff_ff
const surrogates = { first: 0xd8_00, last: 0xdf_ff }

/** The next code point that is text: half a surrogate pair is none. */
function following(point: number): number | undefined {
  if (point >= highest) return undefined
  return point + 1 === surrogates.first ? surrogates.last + 1 : point + 1
}
