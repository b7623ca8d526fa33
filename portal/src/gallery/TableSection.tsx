import { useState } from 'react'
import { ListPage } from '../table/ListPage.tsx'
import { ActionMenu } from '../ui/ActionMenu.tsx'
import { Button } from '../ui/Button.tsx'
import { type Column, DataTable, type Sort } from '../ui/DataTable.tsx'
import { FilterSelect } from '../ui/FilterSelect.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Pager } from '../ui/Pager.tsx'
import { Person } from '../ui/Person.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { StatusBadge, type StatusTone } from '../ui/StatusBadge.tsx'
import { Section } from './Section.tsx'

interface Sample {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly tone: StatusTone
  readonly groups: string
  readonly signedInAt: string | null
}

const columns: readonly Column<Sample>[] = [
  {
    id: 'name',
    title: 'users.columnPerson',
    width: 36,
    isSortable: true,
    cell: ({ id, name }) => (
      <Person name={name} login={`${id}@acme.example`}>
        <a href={`#${id}`}>{name}</a>
      </Person>
    ),
  },
  {
    id: 'status',
    title: 'users.columnStatus',
    width: 22,
    isSortable: true,
    cell: ({ status, tone }) => <StatusBadge tone={tone}>{status}</StatusBadge>,
  },
  { id: 'groups', title: 'users.columnGroups', width: 22, cell: ({ groups }) => groups },
  {
    id: 'signedIn',
    title: 'users.columnLastSignIn',
    width: 16,
    isSortable: true,
    cell: (row) => <RelativeTime at={row.signedInAt} />,
  },
]

const now = Date.now()
const people: readonly [string, string, StatusTone, string][] = [
  ['Lee Park', 'Active', 'good', 'Engineering, Everyone'],
  ['Priya Raman', 'Active', 'good', 'Everyone'],
  ['Łukasz Wiśniewski', 'Activation pending', 'waiting', 'Sales, Everyone'],
  ['Anna-Katharina von Hohenstein-Waldburg zu Sonnenfels', 'Suspended', 'warning', 'Logistics, Sales, Everyone +4'],
  ['Şule Öztürk', 'Locked out', 'danger', 'Everyone'],
  ['Tom Oduya', 'Deactivated', 'off', 'Everyone'],
]
const samples: readonly Sample[] = Array.from({ length: 5_000 }, (_, index) => {
  const [name, status, tone, groups] = people[index % people.length] ?? ['Nobody', 'Active', 'good', '']
  const signedInAt = index % 4 === 2 ? null : new Date(now - index * index * 9_000_000).toISOString()
  return { id: `${name.split(/\W/)[0]?.toLowerCase()}${index}`, name, status, tone, groups, signedInAt }
})
const few = samples.slice(0, people.length)

const menu = (row: Sample) => (
  <ActionMenu
    groups={[
      { label: 'Account', actions: [{ label: 'Suspend', onSelect: () => undefined }] },
      { actions: [{ label: 'Delete', isDestructive: true, onSelect: () => undefined }] },
    ]}
  >
    <IconButton isSmall icon="dots" label={`Actions for ${row.name}`} />
  </ActionMenu>
)

export function TableSection() {
  const [sort, setSort] = useState<Sort>({ by: 'name', isDescending: false })
  const [search, setSearch] = useState('')
  const [isLong, setLong] = useState(false)
  return (
    <Section title="List">
      <ListPage
        tools={
          <>
            <SearchField label="Search by name, username or e-mail" value={search} onChange={setSearch} />
            <FilterSelect
              name="status"
              label="Status"
              value=""
              onChange={() => undefined}
              options={[
                { value: '', label: 'Any status' },
                { value: 'ACTIVE', label: 'Active' },
              ]}
            />
            <Button variant="quiet" onClick={() => setLong(!isLong)}>
              {isLong ? 'Six rows' : '5,000 rows'}
            </Button>
          </>
        }
      >
        <DataTable
          label="Users"
          columns={columns}
          rows={isLong ? samples : few}
          rowId={(row) => row.id}
          sort={sort}
          onSort={setSort}
          rowMenu={menu}
        />
        <Pager count="204 users" onNext={() => undefined} />
      </ListPage>
      <DataTable isStale label="Users, being loaded" columns={columns} rows={few.slice(0, 2)} rowId={(row) => row.id} />
    </Section>
  )
}
