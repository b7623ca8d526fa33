import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { FilterSelect } from '../ui/FilterSelect.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { statusTones, isUserStatus } from './status.ts'
import { parseUsersSearch } from './users-search.ts'

const route = getRouteApi('/portal/$realmId/users')
const pauseMs = 120
const statuses = Object.keys(statusTones).filter(isUserStatus)

/** Search as you type and a filter. Both live in the address; typing replaces it, so that Back leaves the search. */
export function UsersTools() {
  const { t } = useMessages()
  const { q = '', status } = route.useSearch()
  const navigate = route.useNavigate()
  const { typed, setTyped } = useTyped(q, (text) => {
    void navigate({ replace: true, search: ({ after: _, ...before }) => parseUsersSearch({ ...before, q: text }) })
  })
  return (
    <>
      <SearchField label={t('users.search')} value={typed} onChange={setTyped} />
      <FilterSelect
        name="status"
        label={t('users.statusFilter')}
        value={status ?? ''}
        options={[
          { value: '', label: t('users.anyStatus') },
          ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
        onChange={(value) => {
          void navigate({ search: ({ after: _, ...before }) => parseUsersSearch({ ...before, status: value }) })
        }}
      />
    </>
  )
}

/** What is in the field, which is ahead of the address by a pause in typing. An address that changes otherwise wins. */
function useTyped(settled: string, onSettle: (text: string) => void) {
  const [state, setState] = useState({ typed: settled, settled })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (state.settled !== settled) setState({ typed: state.typed.trim() === settled ? state.typed : settled, settled })
  const setTyped = (typed: string) => {
    setState({ typed, settled })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSettle(typed.trim()), pauseMs)
  }
  return { typed: state.typed, setTyped }
}
