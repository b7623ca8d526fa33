import { Menu } from '@mantine/core'
import '@mantine/core/styles/Menu.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/UnstyledButton.css'
import { Fragment, type ReactElement } from 'react'
import styles from './ActionMenu.module.css'
import { Icon, type IconName } from './Icon.tsx'

export interface MenuAction {
  readonly label: string
  readonly icon?: IconName
  readonly isDestructive?: boolean
  /** For one of several: shows which one holds now. */
  readonly isChosen?: boolean
  /** Why this cannot be done now. The entry stays, and says so. */
  readonly disabledReason?: string | undefined
  readonly onSelect: () => void
}

export interface MenuGroup {
  readonly label?: string
  readonly actions: readonly MenuAction[]
}

/** A button with a list of actions. `children` is the button. */
export function ActionMenu(props: { readonly groups: readonly MenuGroup[]; readonly children: ReactElement }) {
  return (
    <Menu
      position="bottom-end"
      offset={4}
      withInitialFocusPlaceholder={false}
      portalProps={{ target: 'main' }}
      transitionProps={{ duration: 100, transition: 'fade' }}
      classNames={{ dropdown: styles.dropdown ?? '', label: styles.label ?? '', divider: styles.divider ?? '' }}
    >
      <Menu.Target>{props.children}</Menu.Target>
      <Menu.Dropdown>
        {props.groups.map((group, index) => (
          <Fragment key={group.label ?? index}>
            {index > 0 && <Menu.Divider />}
            {group.label !== undefined && <Menu.Label>{group.label}</Menu.Label>}
            <Actions actions={group.actions} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Actions({ actions }: { readonly actions: readonly MenuAction[] }) {
  const chosen = actions.findIndex((action) => action.isChosen === true)
  if (chosen === -1) return actions.map((action) => <Action key={action.label} action={action} />)
  return (
    <Menu.RadioGroup value={String(chosen)} onChange={(index) => actions[Number(index)]?.onSelect()}>
      {actions.map((action, index) => (
        <Menu.RadioItem
          key={action.label}
          value={String(index)}
          closeMenuOnClick
          className={styles.item ?? ''}
          checkIcon={<Icon name="check" size={16} />}
          rightSection={action.icon !== undefined && <Icon name={action.icon} />}
        >
          {action.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function Action({ action }: { readonly action: MenuAction }) {
  const isDisabled = action.disabledReason !== undefined
  return (
    <Menu.Item
      className={`${styles.item} ${action.isDestructive === true ? styles.danger : ''}`}
      aria-disabled={isDisabled || undefined}
      closeMenuOnClick={!isDisabled}
      leftSection={action.icon !== undefined && <Icon name={action.icon} />}
      onClick={({ currentTarget }) => {
        if (isDisabled) return
        focusButtonOf(currentTarget)
        action.onSelect()
      }}
    >
      {action.label}
      {isDisabled && <span className={styles.reason}>{action.disabledReason}</span>}
    </Menu.Item>
  )
}

/** The entry goes away with the menu: whoever gives the focus back later gives it to the button. */
function focusButtonOf(entry: HTMLElement): void {
  const button = entry.closest('[role=menu]')?.getAttribute('aria-labelledby') ?? ''
  document.getElementById(button)?.focus()
}
