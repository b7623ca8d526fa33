import type { Catalogue, Message, Translation } from './format.ts'

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀçđéƒĝĥíĵķľɱñóþǫŕšŧúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĽḾÑÓÞǪŔŠŦÚṼŴẊÝŽ'
const accent = (letter: string) => accented[plain.indexOf(letter)] ?? letter

/** Accented, bracketed and 40 % longer; holes stay as they are. */
export function pseudoText(text: string): string {
  const parts = text.split(/(\{\w+\})/)
  const changed = parts.map((part) => (part.startsWith('{') ? part : [...part].map(accent).join('')))
  return `[${changed.join('')}${' ~'.repeat(Math.ceil((text.length * 0.4) / 2))}]`
}

function pseudoMessage(message: Message): Message {
  if (typeof message === 'string') return pseudoText(message)
  const entries = Object.entries(message).map(([category, text]) => [category, pseudoText(text)])
  return { other: '', ...Object.fromEntries(entries) }
}

/** The pseudo-locale of an English catalogue: same keys, same holes. */
export function pseudo<C extends Catalogue>(english: C): Translation<C> {
  const entries = Object.entries(english).map(([key, message]) => [key, pseudoMessage(message)])
  return Object.fromEntries(entries) as Translation<C> // the keys are those of `english`, which the type cannot follow
}
