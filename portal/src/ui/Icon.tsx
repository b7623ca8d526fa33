// Drawn on a 20 px grid with one stroke weight, to go with the mark.
const shapes = {
  users:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 4a2.8 2.8 0 0 1 0 5.4M15 12.4c1.7.7 2.7 2.1 3 4.1',
  groups: 'M7.5 14.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12.5 14.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z',
  apps: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z',
  activity: 'M3 10h3l2.5-6 3.5 12 2.5-6H17',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5 17 17',
  plus: 'M10 4v12M4 10h12',
  close: 'm5 5 10 10M15 5 5 15',
  check: 'm4 10.5 4 4 8-9',
  dots: 'M10 4.5h.01M10 10h.01M10 15.5h.01',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  previous: 'm12 5-5 5 5 5',
  next: 'm8 5 5 5-5 5',
  up: 'M10 16V4M5.5 8.5 10 4l4.5 4.5',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z',
  device: 'M3 4.5h14v9H3zM7.5 16.5h5',
  globe:
    'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2.5 2 3.2 4.5 3.2 7s-.7 5-3.2 7c-2.5-2-3.2-4.5-3.2-7S7.5 5 10 3z',
  warning: 'M10 3.5 17.5 16h-15zM10 8.5v3.5M10 14h.01',
  lock: 'M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9',
  nothing: 'M3.5 7.5 6 3.5h8l2.5 4v9h-13zM3.5 7.5h4l1 2h3l1-2h4',
  signOut: 'M8 3.5H3.5v13H8M8 10h9M13.5 6.5 17 10l-3.5 3.5',
  pencil: 'm3.5 16.5.8-3.5L13 4.3l2.7 2.7L7 15.7zM11.5 5.8l2.7 2.7',
} as const

export type IconName = keyof typeof shapes

/** Decoration: what an icon means is always said in words next to it, or by the label of its button. */
export function Icon(props: { readonly name: IconName; readonly size?: number }) {
  const { name, size = 20 } = props
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'dots' ? 2.5 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={shapes[name]} />
    </svg>
  )
}
