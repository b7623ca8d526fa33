/** The search part of an address as plain text: `?q=42` is what somebody would type. The router's own way is JSON. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return texts.length === 0 ? '' : `?${new URLSearchParams(texts)}`
}
