import { foldDomain } from './fold.ts'

/** Dots stand between other characters. No quotes, spaces, comments or a second @: nobody types them, and parsers differ. */
const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
/** Only what a domain is shown with. IDNA would drop or map more, and the address would be written in two ways. */
const domain = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u
const invisible = /\p{Default_Ignorable_Code_Point}/u
const maxLocalBytes = 64

/**
 * Whether a text is one plain e-mail address: a dotted local part of at most 64 bytes and a domain that has a dot. Letters
 * of every script may be in it; characters that are not seen may not.
 * @see RFC 5321, section 4.1.2 "Command Argument Syntax"; RFC 6531, section 3.3
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  if (at < 1 || invisible.test(text)) return false
  const [before, after] = [text.slice(0, at), text.slice(at + 1)]
  return (
    Buffer.byteLength(before) <= maxLocalBytes &&
    local.test(before) &&
    domain.test(after) &&
    domainOf(text) !== undefined
  )
}

/** The domain of an address in IDNA ASCII form; undefined when it has none. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  return at < 0 ? undefined : foldDomain(address.slice(at + 1))
}
