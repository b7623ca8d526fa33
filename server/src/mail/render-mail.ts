import { readFileSync } from 'node:fs'
import { languageTag, type Locale } from '@portico/messages/locale.ts'
import { type MessageKey, translate } from '@portico/messages/translate.ts'
import { Liquid } from 'liquidjs'
import { type Template, type TemplateName, templates } from './templates.ts'

export interface MailFacts {
  readonly template: TemplateName
  readonly locale: Locale
  readonly recipient: string
  readonly org: string
  readonly params: Readonly<Record<string, string | number>>
  /** The one-time link, absolute, and when it ends. */
  readonly link?: { readonly url: string; readonly until: Date } | undefined
}
export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const liquid = new Liquid({ outputEscape: 'escape', strictVariables: false })
const layout = liquid.parse(readFileSync(new URL('./layout.liquid', import.meta.url), 'utf8'))

/** A mail in the person's language, as plain text and as HTML with the same words. Names and links are escaped. */
export function renderMail(facts: MailFacts): RenderedMail {
  const template: Template = templates[facts.template]
  // A template's keys take different parameters; what a mail is given is checked by the golden of every mail.
  const say = translate as (
    locale: Locale,
    key: MessageKey,
    params: Readonly<Record<string, string | number>>,
  ) => string // the golden of every mail checks the parameters
  const until = facts.link === undefined ? '' : formatTime(facts.link.until, facts.locale)
  const given = Object.fromEntries(Object.entries(facts.params).map(([name, value]) => [name, oneLine(String(value))]))
  const params = {
    name: '',
    ...given,
    org: facts.org,
    // Nobody named did it: a process of ours, or somebody of another realm. Then the operator did.
    actor: given['actor'] || facts.org,
    address: given['address'] ?? '',
    url: facts.link?.url ?? '',
    until: given['until'] ?? until,
  }
  const line = (key: MessageKey) => say(facts.locale, key, params)
  const parts = {
    lang: languageTag(facts.locale),
    org: facts.org,
    subject: line(template.subject).slice(0, 200),
    greeting: line('mail.greeting'),
    text: line(template.text),
    // Liquid takes an empty text for a yes.
    button: template.button === undefined ? null : line(template.button.label),
    url: params.url,
    validUntil: line('mail.validUntil'),
    linkText: line('mail.linkText'),
    closing: template.closing.map(line),
    footer: say(facts.locale, 'mail.footer', { org: facts.org, address: facts.recipient }),
  }
  const link = template.button === undefined ? [] : [`${parts.button}:\n${parts.url}`, parts.validUntil]
  const text = [parts.greeting, parts.text, ...link, ...parts.closing, `-- \n${parts.footer}`].join('\n\n')
  return { subject: parts.subject, text: `${text}\n`, html: liquid.renderSync(layout, parts) as string } // renderSync of a parsed template gives text
}

/** One line whatever a name holds: a line break would start a header in the subject, and a sentence of its own in the text. */
// oxlint-disable-next-line no-control-regex -- control characters are what it takes away
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')

export function formatTime(at: Date, locale: Locale): string {
  return (
    new Intl.DateTimeFormat(languageTag(locale), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
      at,
    ) + ' UTC'
  )
}
