// Messages are plain strings with `{name}` holes. A message that counts is an object with one string per plural
// category of the language; the category follows the parameter `count`. There is no other syntax, so a catalogue
// can be read, checked and turned into the pseudo-locale without a parser.

export type Plural = { readonly other: string } & {
  readonly [category in 'zero' | 'one' | 'two' | 'few' | 'many']?: string
}
export type Message = string | Plural
export type Catalogue = Readonly<Record<string, Message>>
export type Value = string | number

/** The same keys as `C`, with any wording: what a translation of `C` must provide. */
export type Translation<C extends Catalogue> = { readonly [K in keyof C]: C[K] extends string ? string : Plural }

type Holes<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never
type Names<M> = M extends string ? Holes<M> : Holes<M[keyof M]> | 'count'

/** What must be passed for message `M`: nothing, or an object with one value per hole. */
export type Params<M> = [Names<M>] extends [never]
  ? []
  : [params: { readonly [N in Names<M>]: N extends 'count' ? number : Value }]

export const holes = (message: Message): readonly string[] => {
  const texts = typeof message === 'string' ? [message] : Object.values(message)
  const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))
  return [...new Set(typeof message === 'string' ? names : [...names, 'count'])].sort()
}

/** Fills `message`; numbers are written the way `tag` (a BCP 47 language tag) writes them. */
export function format(tag: string, message: Message, params: Readonly<Record<string, Value>> = {}): string {
  return text(tag, message, params).replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name]
    if (value === undefined) return hole
    return typeof value === 'number' ? new Intl.NumberFormat(tag).format(value) : value
  })
}

function text(tag: string, message: Message, params: Readonly<Record<string, Value>>): string {
  if (typeof message === 'string') return message
  const category = new Intl.PluralRules(tag).select(Number(params.count))
  return message[category] ?? message.other
}
