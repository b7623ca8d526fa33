import { expect, test } from 'vitest'
import { changesOf, theirsOf } from './edits.ts'

const opened = { firstName: 'Lee', lastName: 'Park', mobilePhone: '123', secondEmail: null }

test('only what differs is sent, without the spaces around it', () => {
  const edits = { firstName: ' Lee ', lastName: ' Parker ', secondEmail: '' }
  expect(changesOf(opened, edits)).toEqual({ lastName: 'Parker' })
})

test('what was emptied is taken away', () => {
  expect(changesOf(opened, { mobilePhone: ' ' })).toEqual({ mobilePhone: null })
})

test('what somebody else stored is shown, also what they emptied or added', () => {
  const stored = { firstName: 'Leigh', lastName: 'Park', middleName: 'X' }
  expect(theirsOf(opened, stored)).toEqual({ firstName: 'Leigh', mobilePhone: '', middleName: 'X' })
})
