import { type ColumnDef, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { MessageKey } from '../i18n/catalogues.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { CardSort } from './CardSort.tsx'
import styles from './DataTable.module.css'
import { SortHeader } from './SortHeader.tsx'
import { roles } from './table-roles.ts'

export interface Column<Row> {
  readonly id: string
  readonly title: TitleKey
  readonly isSortable?: boolean
  /** The first click sorts from the highest: for times. */
  readonly startsDescending?: boolean
  /** Of the table, in percent. Fixed, so that nothing jumps while somebody types a search. */
  readonly width: number
  /** Left out where the columns have little room; cards have it. */
  readonly isExtra?: boolean
  readonly cell: (row: Row) => ReactNode
}

/** A message without holes. */
export type TitleKey = Extract<MessageKey, `${string}.column${string}`>

export interface Sort {
  readonly by: string
  readonly isDescending: boolean
}

interface DataTableProps<Row extends object> {
  readonly label: string
  /** At module scope, or the rows are drawn anew each time. The first column is what the row is about. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  readonly rowMenu?: (row: Row) => ReactNode
  /** The rows are those of before; others are on their way. */
  readonly isStale?: boolean
}

const features = tableFeatures({ rowSortingFeature })
const drawAllUpTo = 200
const extraClass = (isExtra = false) => (isExtra ? styles.extra : undefined)
const VirtualRows = lazy(async () => ({ default: (await import('./VirtualRows.tsx')).VirtualRows }))

/** A sorted list of things. The caller sorts and pages; under 640 px each row is a card. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useMessages()
  const { columns, rows, sort, onSort, rowMenu } = props
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      columns.map(({ id, isSortable = false, startsDescending = false }) => ({
        id,
        accessorFn: (row) => row,
        enableSorting: isSortable,
        sortDescFirst: startsDescending,
      })),
    [columns],
  )
  const sorting: SortingState = sort === undefined ? [] : [{ id: sort.by, desc: sort.isDescending }]
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: props.rowId,
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update
      if (next !== undefined) onSort?.({ by: next.id, isDescending: next.desc })
    },
  })
  const { rows: modelRows } = table.getRowModel()
  const drawRow = (index: number, attributes: object = {}) => {
    const row = modelRows[index]
    return (
      row !== undefined && (
        <tr key={row.id} {...roles.row} className={styles.row} {...attributes}>
          {columns.map((column, at) => (
            <td key={column.id} {...roles.cell} className={extraClass(column.isExtra)}>
              {at > 0 && <span className={styles.cardLabel}>{t(column.title)}</span>}
              <div>{column.cell(row.original)}</div>
            </td>
          ))}
          {rowMenu !== undefined && (
            <td {...roles.cell} className={styles.menu}>
              {rowMenu(row.original)}
            </td>
          )}
        </tr>
      )
    )
  }
  return (
    <>
      <div className={styles.cardSort}>
        <CardSort columns={columns} sort={sort} onSort={onSort} />
      </div>
      <table
        {...roles.table}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-busy={props.isStale === true || undefined}
        className={props.isStale === true ? `${styles.table} ${styles.stale}` : styles.table}
      >
        <colgroup>
          {columns.map(({ id, width, isExtra }) => (
            <col key={id} className={extraClass(isExtra)} style={{ width: `${width}%` }} />
          ))}
          {rowMenu !== undefined && <col className={styles.menu} />}
        </colgroup>
        <thead {...roles.group}>
          <tr {...roles.row}>
            {columns.map((column) => (
              <SortHeader
                key={column.id}
                className={extraClass(column.isExtra)}
                title={t(column.title)}
                sorted={table.getColumn(column.id)?.getIsSorted() ?? false}
                onSort={column.isSortable === true ? () => table.getColumn(column.id)?.toggleSorting() : undefined}
              />
            ))}
            {rowMenu !== undefined && (
              <th {...roles.head} scope="col" className={styles.menu}>
                <span className="visually-hidden">{t('table.columnActions')}</span>
              </th>
            )}
          </tr>
        </thead>
        {rows.length > drawAllUpTo ? (
          <Suspense>
            <VirtualRows count={rows.length} drawRow={drawRow} />
          </Suspense>
        ) : (
          <tbody {...roles.group}>{modelRows.map((_, index) => drawRow(index))}</tbody>
        )}
      </table>
    </>
  )
}
