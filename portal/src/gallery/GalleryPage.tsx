import { Frame } from '../layout/Frame.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { ButtonsSection } from './ButtonsSection.tsx'
import { ColoursSection } from './ColoursSection.tsx'
import { DialogsSection } from './DialogsSection.tsx'
import { FieldsSection } from './FieldsSection.tsx'
import { StatesSection } from './StatesSection.tsx'
import { TableSection } from './TableSection.tsx'
import { WordsSection } from './WordsSection.tsx'

// Every component of ui/ in every state, for people who work on it and for the tests that look at it. Its own texts are
// not in the catalogues: nobody else sees them.

const realms = [
  { id: 'acme', name: 'Acme' },
  { id: 'globex', name: 'Globex International Handelsgesellschaft' },
]

export function GalleryPage() {
  return (
    <Frame
      realm={{ id: 'acme', name: 'Acme' }}
      realms={realms}
      me={{ name: 'Priya Raman', login: 'priya@acme.example' }}
      nav={[{ to: paths.gallery(), label: 'Gallery', icon: 'users' }]}
      onSignOut={() => undefined}
    >
      <PageHeader
        title="Gallery"
        place="Acme"
        crumbs={[{ to: paths.portal(), label: 'Portals' }]}
        lead="Every component in every state."
        action={
          <Button variant="primary" icon="plus">
            Add user
          </Button>
        }
      />
      <TableSection />
      <ButtonsSection />
      <WordsSection />
      <StatesSection />
      <FieldsSection />
      <DialogsSection />
      <ColoursSection />
    </Frame>
  )
}
