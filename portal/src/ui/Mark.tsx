/** Three columns under a pediment: the mark of Portico, in the colour of the text around it. */
export function Mark(props: { readonly size?: number; readonly title?: string }) {
  const { size = 24, title } = props
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title })}
    >
      <path d="M3 9 12 3.5 21 9zM5.5 13.5v7M12 13.5v7M18.5 13.5v7" />
    </svg>
  )
}
