import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../i18n/en.ts'
import { Messages } from '../i18n/Messages.tsx'
import { Button } from './Button.tsx'
import { type Column, DataTable } from './DataTable.tsx'
import { EmptyState } from './EmptyState.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { Pager } from './Pager.tsx'
import { RelativeTime } from './RelativeTime.tsx'
import { TextField } from './TextField.tsx'

const render = (children: ReactNode) =>
  renderToStaticMarkup(
    <MantineProvider env="test">
      <Messages start={{ locale: 'en', catalogue }}>{children}</Messages>
    </MantineProvider>,
  ).replace(/<style[^]*?<\/style>/g, '')

const attribute = (html: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1]

describe('Button', () => {
  test('says why it cannot be used, as text that belongs to it, and can still be reached', () => {
    const html = render(<Button disabledReason="Lee is suspended already.">Suspend</Button>)
    expect(html).toContain(`<span id="${attribute(html, 'aria-describedby')}" class=`)
    expect(html).toContain('Lee is suspended already.</span>')
    expect(html).toContain('aria-disabled="true"')
    expect(html).not.toContain(' disabled=')
  })
})

describe('TextField', () => {
  test('ties help and error to the input', () => {
    const html = render(<TextField id="login" label="Username" help="As a mail address." error="Fill in this field." />)
    const described = (attribute(html, 'aria-describedby') ?? '').split(/ +/)
    expect(described).toHaveLength(2)
    expect(described.every((id) => html.includes(`id="${id}"`))).toBe(true)
    expect(html).toContain('aria-invalid="true"')
  })

  test('says that it is optional', () => {
    expect(render(<TextField isOptional id="a" label="Middle name" />)).toContain('(optional)')
  })
})

describe('ErrorSummary', () => {
  test('is not there without errors', () => {
    expect(render(<ErrorSummary fields={[]} />)).toBe('')
  })

  test('counts them and leads to each field', () => {
    const html = render(<ErrorSummary fields={[{ id: 'login', label: 'Username', message: 'Fill in this field.' }]} />)
    expect(html).toContain('One entry needs a change')
    expect(html).toContain('href="#login"')
    expect(html).toContain('role="alert"')
  })
})

describe('DataTable', () => {
  const columns: readonly Column<{ id: string; name: string }>[] = [
    { id: 'name', title: 'users.columnPerson', width: 60, isSortable: true, cell: (row) => row.name },
    { id: 'status', title: 'users.columnStatus', width: 40, cell: () => 'Active' },
  ]
  const rows = [
    { id: '1', name: 'Lee Park' },
    { id: '2', name: 'Priya Raman' },
  ]
  const html = render(
    <DataTable
      label="Users"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      sort={{ by: 'name', isDescending: true }}
      onSort={() => undefined}
    />,
  )

  test('keeps the order it is given and says how it is sorted', () => {
    expect(html.indexOf('Lee Park')).toBeLessThan(html.indexOf('Priya Raman'))
    expect(html).toContain('aria-sort="descending"')
  })

  test('stays a table for screen readers when it is drawn as cards', () => {
    expect(html.match(/role="(table|row|cell|columnheader|rowgroup)"/g)).toHaveLength(1 + 3 + 4 + 2 + 2)
  })

  test('offers the same sorting without column heads', () => {
    expect(html).toContain('<option value="name desc" selected="">Person, descending</option>')
    expect(html).not.toContain('Status, ascending')
  })
})

test('a failure is announced at once, an empty list in its turn', () => {
  expect(render(<EmptyState kind="failed" title="This could not be loaded" />)).toContain('role="alert"')
  expect(render(<EmptyState kind="noneYet" title="No users yet" />)).toContain('role="status"')
})

test('a pager without other pages is only the count', () => {
  expect(render(<Pager count="3 users" />)).not.toContain('<button')
  expect(render(<Pager count="300 users" onNext={() => undefined} />)).toContain('aria-disabled="true"')
})

test('a time has the exact one in its title', () => {
  const html = render(<RelativeTime at="2020-05-03T09:14:00.000Z" />)
  expect(html).toMatch(/<time dateTime="2020-05-03T09:14:00.000Z" title="May \d, 2020 at [^"]+">\d+ years ago<\/time>/)
  expect(render(<RelativeTime at={null} />)).toBe('<span>never</span>')
})
