import { describe, expect, test } from 'vitest'
import { expectGolden } from '../../test/support/golden.ts'
import { renderMail } from './render-mail.ts'
import { type Template, type TemplateName, templates } from './templates.ts'

const names = Object.keys(templates) as readonly TemplateName[] // the keys of the table
const params = {
  name: 'Lee Park',
  login: 'lee@acme.example',
  actor: 'Priya Nair',
  time: '2 March 2026, 09:00 UTC',
  address: '192.0.2.7',
  attributes: 'First name, Mobile phone',
  token: 'Nightly export',
}
function facts(template: TemplateName, locale: 'en' | 'de') {
  const { button }: Template = templates[template]
  const url = `https://id.example.com${button?.path.replace('{secret}', 'Zm9yIHRoZSBnb2xkZW4') ?? ''}`
  return {
    template,
    locale,
    recipient: 'lee@acme.example',
    org: 'Portico',
    params: button === undefined ? { ...params, until: '2 March 2026, 09:15 UTC' } : params,
    ...(button === undefined ? {} : { link: { url, until: new Date('2026-03-09T09:00:00Z') } }),
  }
}

describe('every mail', () => {
  test.each(['en', 'de'] as const)('reads in %s as the golden says', (locale) => {
    const mails = names.map((name) => {
      const { subject, text, html } = renderMail(facts(name, locale))
      const body = html.slice(html.indexOf('<body'), html.indexOf('</body>'))
      return `${'='.repeat(100)}\n${name}: ${subject}\n${'='.repeat(100)}\n${text}${'-'.repeat(100)}\n${body}\n`
    })
    expectGolden(new URL(`mails.${locale}.golden.txt`, import.meta.url), mails.join('\n'))
  })

  test.each(['en', 'de'] as const)('has in %s no hole, and the same words in both parts', (locale) => {
    for (const name of names) {
      const { subject, text, html } = renderMail(facts(name, locale))
      expect([name, `${subject}${text}${html}`.match(/[{}]|undefined|\[object/)]).toEqual([name, null])
      expect([name, html.includes('<a href=')]).toEqual([name, 'button' in templates[name]])
      const plain = html
        .replace(/<style[^]*?<\/style>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&#34;', '"')
        .replaceAll('&#39;', "'")
      for (const line of text.split('\n').filter((part) => part !== '' && part !== '-- ' && !part.endsWith(':')))
        expect([name, plain.includes(line)]).toEqual([name, true])
    }
  })

  test('with a name of markup shows it and does nothing else with it', () => {
    const name = '<img src=x onerror=alert(1)> & "Lee"'
    const { subject, text, html } = renderMail({
      ...facts('adminReset', 'en'),
      params: { ...params, name, actor: name },
    })
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &#34;Lee&#34;')
    expect(text).toContain(`Hello ${name},`)
    expect(subject).toBe(`${name} reset your password`)
  })

  test('with a hole in a name leaves it a name', () => {
    const { text } = renderMail({ ...facts('recovery', 'en'), params: { ...params, name: '{url} {login}' } })
    expect(text).toContain('Hello {url} {login},')
  })

  test('says that the operator did it where nobody is named', () => {
    const { text } = renderMail({ ...facts('suspended', 'en'), params: { ...params, actor: '' } })
    expect(text).toContain('Portico did this on')
  })
})
