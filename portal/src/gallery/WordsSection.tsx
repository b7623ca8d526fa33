import { Avatar } from '../ui/Avatar.tsx'
import { Callout } from '../ui/Callout.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Mark } from '../ui/Mark.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { Narrow, Row, Section } from './Section.tsx'

const now = Date.now()
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

export function WordsSection() {
  return (
    <Section title="Words and marks">
      <Row>
        <Mark size={16} />
        <Mark size={24} />
        <Mark size={48} title="Portico" />
        <Avatar name="Lee Park" />
        <Avatar isLarge name="Maria da Silva" />
      </Row>
      <Row>
        <StatusBadge tone="good">Active</StatusBadge>
        <StatusBadge tone="waiting">Activation pending</StatusBadge>
        <StatusBadge tone="warning">Suspended</StatusBadge>
        <StatusBadge tone="danger">Locked out</StatusBadge>
        <StatusBadge tone="off">Deactivated</StatusBadge>
      </Row>
      <Row>
        <RelativeTime at={ago(0)} />
        <RelativeTime at={ago(14)} />
        <RelativeTime at={ago(60 * 30)} />
        <RelativeTime at={ago(60 * 24 * 90)} />
        <RelativeTime at={null} />
      </Row>
      <Callout>Changes are kept for 30 days.</Callout>
      <Callout tone="good">Lee can sign in. Last sign-in yesterday.</Callout>
      <Callout tone="warning" action={<Button size="small">Resend activation mail</Button>}>
        Lee cannot sign in: the activation mail of 3 May expired.
      </Callout>
      <Callout tone="danger">Portico cannot be reached. Check your connection, then try again.</Callout>
      <Narrow>
        <CopyField label="Temporary password" value="tulip-anchor-42-river" />
        <Facts
          facts={[
            { name: 'Username', value: 'lee@acme.example' },
            { name: 'Secondary e-mail', value: '' },
            { name: 'Primary e-mail', value: `a-very-long-address-${'that-goes-on-'.repeat(5)}@acme.example` },
          ]}
        />
      </Narrow>
    </Section>
  )
}
