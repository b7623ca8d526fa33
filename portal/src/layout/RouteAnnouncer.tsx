import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/** After navigation to another page: puts the focus on its title and has the title of the window read out. */
export function RouteAnnouncer() {
  const router = useRouter()
  const [announced, setAnnounced] = useState('')
  // The router's events are outside React. The first page is not announced: the browser does that.
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, toLocation }) => {
        if (fromLocation === undefined || fromLocation.pathname === toLocation.pathname) return
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
        setAnnounced(document.title)
      }),
    [router],
  )
  return <output className="visually-hidden">{announced}</output>
}
