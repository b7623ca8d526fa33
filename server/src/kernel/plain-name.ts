const schemes = /:\/\//
const hosts = /www\.[\p{L}\p{N}]/iu
const markup = /[<>]/

/**
 * Whether a name may stand in a mail of ours: mail programs make a link of a web address wherever it stands, and the mail
 * would then be ours and the link somebody else's. Line breaks and control characters are refused before, as no text.
 */
export function isPlainName(text: string): boolean {
  return !schemes.test(text) && !hosts.test(text) && !markup.test(text)
}
