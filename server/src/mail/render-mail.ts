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
  const params = {
    name: '',
    ...facts.params,
    org: facts.org,
    // Nobody named did it: a process of ours, or somebody of another realm. Then the operator did.
    actor: facts.params['actor'] || facts.org,
    address: facts.params['address'] ?? '',
    url: facts.link?.url ?? '',
    until: facts.params['until'] ?? until,
  }
  const line = (key: MessageKey) => say(facts.locale, key, params)
  const parts = {
    lang: languageTag(facts.locale),
    org: facts.org,
    subject: oneLine(line(template.subject)),
    greeting: line('mail.greeting'),
    text: line(template.text),
    button: template.button === undefined ? '' : line(template.button.label),
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

/** A subject is one line whatever a name holds: a line break would start a header. */
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').slice(0, 200)

export function formatTime(at: Date, locale: Locale): string {
  return (
    new Intl.DateTimeFormat(languageTag(locale), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
      at,
    ) + ' UTC'
  )
}
