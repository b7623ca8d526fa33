import { useMantineColorScheme } from '@mantine/core'
import { useMessages } from '../i18n/Messages.tsx'
import { ActionMenu } from '../ui/ActionMenu.tsx'
import { IconButton } from '../ui/IconButton.tsx'

const schemes = [
  { value: 'light', icon: 'sun', label: 'frame.schemeLight' },
  { value: 'dark', icon: 'moon', label: 'frame.schemeDark' },
  { value: 'auto', icon: 'device', label: 'frame.schemeAuto' },
] as const

export function SchemeMenu() {
  const { t } = useMessages()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const actions = schemes.map(({ value, icon, label }) => ({
    label: t(label),
    icon,
    isChosen: value === colorScheme,
    onSelect: () => setColorScheme(value),
  }))
  const now = schemes.find(({ value }) => value === colorScheme) ?? schemes[2]
  return (
    <ActionMenu groups={[{ actions }]}>
      <IconButton icon={now.icon} label={t('frame.scheme', { scheme: t(now.label) })} />
    </ActionMenu>
  )
}
