import type { FieldFault } from '../kernel/fault.ts'
import { template } from './markup.ts'
import type { PageView, Say } from './page.ts'

export interface CardField {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'password'
  readonly autocomplete: 'username' | 'current-password' | 'new-password'
  readonly maxLength: number
  readonly value?: string
  readonly help?: string
}
/** One question: a title, what there is to know, a form with its faults, and where else to go. */
export interface Card {
  readonly title: string
  readonly lead?: readonly string[]
  /** Who is asked, and how to be somebody else. */
  readonly who?: { readonly login: string; readonly href: string; readonly change: string }
  /** Said above the form, and read out. `isPlain`: nothing is wrong. */
  readonly notice?: { readonly text: string; readonly isPlain?: boolean } | undefined
  readonly form?: {
    readonly action: string
    readonly hidden?: Readonly<Record<string, string>>
    /** For password managers: whose password is typed. */
    readonly username?: string
    readonly fields: readonly CardField[]
    readonly submit: string
  }
  readonly faults?: readonly FieldFault[]
  readonly links?: ReadonlyArray<{ readonly href: string; readonly label: string }>
}

const markup = template<object>(new URL('card.liquid', import.meta.url))

/**
 * The page of a card. With one field the focus is on it; with several and something wrong it is on the summary, which
 * leads to each. A password is never shown again.
 */
export function cardPage(say: Say, card: Card, more: Omit<PageView, 'title' | 'main'> = {}): PageView {
  const faults = card.faults ?? []
  const fields = card.form?.fields ?? []
  const hasSummary = faults.length > 0 && fields.length > 1
  const shown = fields.map((field, index) =>
    showField(say, field, {
      fault: faults.find(({ path }) => path === field.name),
      isFocused: index === 0 && !hasSummary,
      hasNotice: index === 0 && card.notice !== undefined,
      isRefused: index === 0 && card.notice !== undefined && card.notice.isPlain !== true,
    }),
  )
  const { form } = card
  const main = markup({
    title: card.title,
    lead: card.lead ?? [],
    who: card.who ?? null,
    notice: noticeOf(say, card, shown, hasSummary),
    form: form === undefined ? null : showForm(form, shown),
    links: card.links ?? [],
  })
  return { title: card.title, main, ...more }
}

type ShownField = ReturnType<typeof showField>

function showForm(form: NonNullable<Card['form']>, fields: readonly ShownField[]) {
  return {
    action: form.action,
    hidden: Object.entries(form.hidden ?? {}).map(([name, value]) => ({ name, value })),
    username: form.username ?? null,
    fields,
    submit: form.submit,
  }
}

function showField(
  say: Say,
  field: CardField,
  state: {
    readonly fault: FieldFault | undefined
    readonly isFocused: boolean
    readonly hasNotice: boolean
    readonly isRefused: boolean
  },
) {
  const error = state.fault === undefined ? null : sayFault(say, state.fault)
  const described = [
    ...(state.hasNotice ? ['notice'] : []),
    ...(field.help === undefined ? [] : [`${field.name}-help`]),
    ...(error === null ? [] : [`${field.name}-error`]),
  ]
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    autocomplete: field.autocomplete,
    maxLength: field.maxLength,
    value: field.type === 'password' ? '' : (field.value ?? ''),
    help: field.help ?? null,
    isLogin: field.autocomplete === 'username',
    isFocused: state.isFocused,
    isInvalid: error !== null || state.isRefused,
    error,
    describedBy: described.join(' ') || null,
  }
}

function noticeOf(say: Say, card: Card, fields: readonly ShownField[], hasSummary: boolean) {
  if (card.notice !== undefined)
    return { text: card.notice.text, isPlain: card.notice.isPlain === true, hasFocus: false, entries: [] }
  if (!hasSummary) return null
  const entries = fields.flatMap(({ name, label, error }) =>
    error === null ? [] : [{ name, text: `${label}: ${error}` }],
  )
  return { text: say('page.errorSummary', { count: entries.length }), isPlain: false, hasFocus: true, entries }
}

/** A field's fault in words. */
function sayFault(say: Say, { code, params }: FieldFault): string {
  // Each code has its own parameters, which came with the fault.
  const fill = say as (key: `field.${FieldFault['code']}`, params?: FieldFault['params']) => string // the catalogue has every code
  return fill(`field.${code}`, params)
}
