import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useServices } from '../api/services-context.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { MultiSelectField } from '../ui/MultiSelectField.tsx'
import type { Option } from '../ui/SelectField.tsx'
import { groupChoicesQuery } from './queries.ts'

const max = 20

/** Groups that this reader may give, found by name on the server. */
export function GroupsField(props: {
  readonly realmId: string
  readonly error: string | undefined
  readonly onChange: (groupIds: readonly string[]) => void
}) {
  const { t } = useMessages()
  const { realmId, error, onChange } = props
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<readonly Option[]>([])
  const { data } = useQuery(groupChoicesQuery(useServices(), realmId, search.trim()))
  const found = (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const options = [...chosen, ...found.filter(({ value }) => chosen.every((option) => option.value !== value))]
  return (
    <MultiSelectField
      isOptional
      id="groupIds"
      max={max}
      label={t('addUser.groups')}
      help={t('addUser.groupsHelp')}
      error={error}
      options={options}
      value={chosen.map(({ value }) => value)}
      onChange={(groupIds) => {
        setChosen(options.filter(({ value }) => groupIds.includes(value)))
        onChange(groupIds)
      }}
      search={search}
      onSearch={setSearch}
    />
  )
}
