/** The first letters of the first and the last word, as written: "Lee Park" gives LP, "Ångström" gives Å. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => firstLetter(word ?? '')).join('')
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const firstLetter = (word: string) => (segmenter.segment(word).containing(0)?.segment ?? '').toLocaleUpperCase()
