import { useState } from 'react'
import { FormPage, Pair } from '../form/FormPage.tsx'
import { Button } from '../ui/Button.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Choices } from '../ui/Choices.tsx'
import { MultiSelectField } from '../ui/MultiSelectField.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Section } from './Section.tsx'

const groups = ['Engineering', 'Logistics', 'Sales'].map((label) => ({ value: label, label }))
const none = { attempt: 0, fields: [] }
const refused = {
  fields: [
    { id: 'g-login', label: 'Username', message: 'The address must end in one of: acme.example.' },
    { id: 'g-password', label: 'Password', message: 'Use at least 8 characters.' },
  ],
}

export function FieldsSection() {
  const [activation, setActivation] = useState<'now' | 'later' | 'password'>('password')
  const [mustChange, setMustChange] = useState(true)
  const [chosen, setChosen] = useState<readonly string[]>(['Sales'])
  const [search, setSearch] = useState('')
  const [attempt, setAttempt] = useState(0)
  const isRefused = attempt > 0
  return (
    <Section title="Form">
      <FormPage
        submitLabel="Add user"
        isBusy={false}
        problem={isRefused ? { ...refused, attempt } : none}
        onSubmit={() => setAttempt(attempt + 1)}
        cancel={<Button onClick={() => setAttempt(0)}>Cancel</Button>}
      >
        <SelectField
          id="g-type"
          label="User type"
          options={[
            { value: 'a', label: 'User' },
            { value: 'b', label: 'Driver' },
          ]}
        />
        <Pair>
          <TextField id="g-first" label="First name" autoComplete="off" defaultValue="Lee" />
          <TextField id="g-last" label="Last name" autoComplete="off" defaultValue="Park" />
        </Pair>
        <TextField
          id="g-login"
          label="Username"
          autoComplete="off"
          defaultValue="lee@elsewhere.example"
          help="In the form of an e-mail address ending in acme.example."
          error={isRefused && refused.fields[0]?.message}
        />
        <TextField
          id="g-second"
          label="Secondary e-mail"
          isOptional
          autoComplete="off"
          help="Used when the primary address cannot be reached."
        />
        <MultiSelectField
          id="g-groups"
          label="Groups"
          isOptional
          help="Type to search. Apps of a group come with it."
          options={groups}
          value={chosen}
          onChange={setChosen}
          search={search}
          onSearch={setSearch}
        />
        <Choices
          name="activation"
          label="Activation"
          value={activation}
          onChange={setActivation}
          choices={[
            {
              value: 'now',
              label: 'Activate now',
              help: 'A mail with a link goes out at once. The person chooses a password.',
            },
            {
              value: 'later',
              label: 'Activate later',
              help: 'No mail.',
              disabledReason: 'This portal activates at once.',
            },
            {
              value: 'password',
              label: 'Set a password now',
              help: 'The user is active at once. You pass the password on.',
              children: (
                <>
                  <PasswordField
                    id="g-password"
                    label="Password"
                    autoComplete="new-password"
                    help="At least 8 characters, not the username, not a well-known password."
                    error={isRefused && refused.fields[1]?.message}
                  />
                  <br />
                  <CheckboxField
                    label="Must change it at first sign-in"
                    isChecked={mustChange}
                    onChange={setMustChange}
                  />
                </>
              ),
            },
          ]}
        />
      </FormPage>
    </Section>
  )
}
