import styles from './Skeleton.module.css'

const widths = ['64%', '48%', '72%', '56%', '40%'] as const

/** The shape of a list while it loads. `label` is what a screen reader says: "Loading users". */
export function SkeletonRows(props: { readonly label: string; readonly count?: number }) {
  const rows = Array.from({ length: props.count ?? 8 }, (_, index) => index)
  return (
    <div className={styles.rows}>
      <output className="visually-hidden">{props.label}</output>
      {rows.map((row) => (
        <div key={row} className={styles.row}>
          {[0, 1, 2].map((column) => (
            <span key={column} className={styles.line} style={{ width: widths[(row + column) % widths.length] }} />
          ))}
        </div>
      ))}
    </div>
  )
}
