import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { Section } from './Section.tsx'

export function StatesSection() {
  return (
    <Section title="States">
      <EmptyState
        kind="noneYet"
        title="No users yet"
        text="Add the first person. They get a mail to choose a password."
        action={
          <Button variant="primary" icon="plus">
            Add user
          </Button>
        }
      />
      <EmptyState
        kind="noMatch"
        title="No user matches"
        text="Check the spelling, or clear the search and filters."
        action={<Button>Clear search and filters</Button>}
      />
      <EmptyState
        kind="notPermitted"
        title="You may not see this"
        text="Ask the operator of this portal if you need it."
      />
      <EmptyState
        kind="failed"
        title="This could not be loaded"
        text="Portico cannot be reached. Check your connection, then try again."
        action={<Button>Try again</Button>}
      />
      <SkeletonRows label="Loading users" count={4} />
    </Section>
  )
}
