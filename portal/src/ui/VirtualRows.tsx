import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef, useState } from 'react'

const rowHeight = 44

/** Draws only the rows near the window; the others are two empty rows of their height. */
export function VirtualRows(props: {
  readonly count: number
  readonly columnCount: number
  readonly drawRow: (index: number, attributes: object) => ReactNode
}) {
  const { count, columnCount, drawRow } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [offset, setOffset] = useState(0)
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    onChange: () => setOffset(body.current?.offsetTop ?? 0),
  })
  const drawn = virtualizer.getVirtualItems()
  const above = (drawn[0]?.start ?? offset) - offset
  const below = virtualizer.getTotalSize() - ((drawn.at(-1)?.end ?? offset) - offset)
  return (
    <tbody ref={body} role="rowgroup">
      <Gap height={above} columnCount={columnCount} />
      {drawn.map(({ index }) =>
        drawRow(index, { 'data-index': index, 'aria-rowindex': index + 2, ref: virtualizer.measureElement }),
      )}
      <Gap height={below} columnCount={columnCount} />
    </tbody>
  )
}

function Gap(props: { readonly height: number; readonly columnCount: number }) {
  if (props.height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={props.columnCount} style={{ height: props.height, padding: 0, border: 0 }} />
    </tr>
  )
}
