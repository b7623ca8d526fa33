import { useMessages } from '../i18n/Messages.tsx'
import { ActionMenu, type MenuGroup } from '../ui/ActionMenu.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** The verbs of one row. */
export function UserMenu(props: { readonly name: string; readonly groups: readonly MenuGroup[] }) {
  const { t } = useMessages()
  return (
    <ActionMenu groups={props.groups}>
      <IconButton isSmall icon="dots" label={t('ui.actions', { name: props.name })} />
    </ActionMenu>
  )
}
