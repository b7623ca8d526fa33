import { useState } from 'react'
import { InterruptionDialogs } from '../api/InterruptionDialogs.tsx'
import { createInterruptions } from '../api/interruption.ts'
import { Fault } from '../api/fault.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.ts'
import { useToast } from '../ui/toasts.ts'
import { Row, Section } from './Section.tsx'

const plain = () => Promise.reject(new Fault({ status: 401, code: 'auth.noSession', message: 'Session ended' }))
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export function DialogsSection() {
  const confirm = useConfirm()
  const toast = useToast()
  const [interruptions] = useState(createInterruptions)
  return (
    <Section title="Dialogs and toasts">
      <Row>
        <Button
          onClick={() =>
            confirm({
              title: 'Suspend Lee Park?',
              verb: 'Suspend',
              effects: ['Lee cannot sign in until you lift the suspension.', 'Groups, apps and password are kept.'],
              run: async () => {
                await wait(600)
                toast({ text: 'Lee Park is suspended.', action: { label: 'Undo', run: () => undefined } })
              },
            })
          }
        >
          Question
        </Button>
        <Button
          onClick={() =>
            confirm({
              title: 'Delete Anna-Katharina von Hohenstein-Waldburg zu Sonnenfels?',
              verb: 'Delete',
              isDestructive: true,
              effects: ['The user and everything that belongs to it is gone. This cannot be undone.'],
              run: () => Promise.reject(new Fault({ status: 403, code: 'authz.denied', message: 'Denied' })),
            })
          }
        >
          Grave question
        </Button>
        <Button onClick={() => void interruptions.wait('signIn')}>Session ended</Button>
        <Button onClick={() => void interruptions.wait('prove')}>Proof</Button>
        <Button onClick={() => toast({ text: 'Lee Park is added.' })}>Toast</Button>
        <Button onClick={() => toast({ tone: 'failed', text: 'That did not work. Try again.' })}>Failed toast</Button>
      </Row>
      <InterruptionDialogs interruptions={interruptions} plain={plain} />
    </Section>
  )
}
