import { useMessages } from '../i18n/Messages.tsx'
import type { Column, Sort } from './DataTable.tsx'
import { FilterSelect } from './FilterSelect.tsx'

/** Sorting where there are no column heads: on a phone. */
export function CardSort<Row>(props: {
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | undefined
  readonly onSort: ((sort: Sort) => void) | undefined
}) {
  const { t } = useMessages()
  const { columns, sort, onSort } = props
  if (sort === undefined || onSort === undefined) return null
  const options = columns
    .filter((column) => column.isSortable)
    .flatMap(({ id, title }) => [
      { value: `${id} asc`, label: t('table.ascending', { column: t(title) }) },
      { value: `${id} desc`, label: t('table.descending', { column: t(title) }) },
    ])
  return (
    <FilterSelect
      name="sort"
      label={t('table.sortBy')}
      options={options}
      value={`${sort.by} ${sort.isDescending ? 'desc' : 'asc'}`}
      onChange={(value) => {
        const [by = '', direction] = value.split(' ')
        onSort({ by, isDescending: direction === 'desc' })
      }}
    />
  )
}
