import styles from './DataTable.module.css'
import { Icon } from './Icon.tsx'
import { roles } from './table-roles.ts'

export function SortHeader(props: {
  readonly title: string
  readonly className: string | undefined
  readonly sorted: false | 'asc' | 'desc'
  readonly onSort: (() => void) | undefined
}) {
  const { title, className, sorted, onSort } = props
  if (onSort === undefined) {
    return (
      <th {...roles.head} scope="col" className={className}>
        {title}
      </th>
    )
  }
  const arrow = [styles.arrow, sorted === 'desc' && styles.down, sorted === false && styles.unsorted]
  return (
    <th
      {...roles.head}
      scope="col"
      className={className}
      aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {title}
        <span className={arrow.filter(Boolean).join(' ')}>
          <Icon name="up" size={16} />
        </span>
      </button>
    </th>
  )
}
