import { ActionMenu } from '../ui/ActionMenu.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Row, Section } from './Section.tsx'

const nothing = () => undefined

export function ButtonsSection() {
  return (
    <Section title="Buttons">
      <Row>
        <Button variant="primary">Add user</Button>
        <Button>Edit</Button>
        <Button variant="quiet">Clear filters</Button>
        <Button variant="danger">Delete</Button>
        <Button variant="primary" isBusy>
          Save
        </Button>
        <Button isUnavailable>Next</Button>
        <Button size="small" icon="copy">
          Copy
        </Button>
        <IconButton icon="close" label="Close" />
        <IconButton isSmall icon="dots" label="Actions for Lee Park" />
      </Row>
      <Row>
        <Button disabledReason="Lee holds an admin role. Only the operator may suspend them.">Suspend</Button>
        <Button variant="primary" icon="plus" disabledReason="You may only read in this portal.">
          Add user
        </Button>
        <ActionMenu
          groups={[
            { label: 'Sign-in help', actions: [{ label: 'Reset or remove password', onSelect: nothing }] },
            {
              label: 'Account',
              actions: [
                { label: 'Suspend', onSelect: nothing, disabledReason: 'Lee is suspended already.' },
                { label: 'Unsuspend', onSelect: nothing },
                { label: 'Delete', isDestructive: true, onSelect: nothing },
              ],
            },
          ]}
        >
          <Button icon="down">More actions</Button>
        </ActionMenu>
      </Row>
    </Section>
  )
}
