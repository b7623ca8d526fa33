import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef, useState } from 'react'
import { roles } from './table-roles.ts'

const rowHeight = 44

/** Draws only the rows near the window; the others are two empty rows of their height. */
export function VirtualRows(props: {
  readonly count: number
  readonly drawRow: (index: number, attributes: object) => ReactNode
}) {
  const { count, drawRow } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [offset, setOffset] = useState(0)
  // oxlint-disable-next-line react/incompatible-library -- a warning for code compiled to memoise; ours is not
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
    <tbody ref={body} {...roles.group}>
      <Gap height={above} />
      {drawn.map(({ index }) =>
        drawRow(index, { 'data-index': index, 'aria-rowindex': index + 2, ref: virtualizer.measureElement }),
      )}
      <Gap height={below} />
    </tbody>
  )
}

function Gap(props: { readonly height: number }) {
  if (props.height <= 0) return null
  return <tr aria-hidden style={{ height: props.height }} />
}
