import { useState } from 'react'
import { explainFault, explainField } from '../api/explain.ts'
import { Fault } from '../api/fault.ts'
import { useMessages } from '../i18n/Messages.tsx'
import type { FieldError } from '../ui/ErrorSummary.tsx'
import { noProblem, type Problem } from './problem.ts'

interface FieldName {
  /** The path of the field in the request, also the id of its control. */
  readonly path: string
  readonly label: string
}

/**
 * What the server said about the form, put to the fields of the form by path. What belongs to no field here is told in
 * the summary alone; nothing is told twice. The order is that of the names.
 */
export function useProblem() {
  const words = useMessages()
  const [problem, setProblem] = useState<Problem>(noProblem)
  /** `placeOf` leads a path of the request to the field that it came from, where that is another. */
  const refuse = (failure: unknown, names: readonly FieldName[], placeOf = (path: string) => path) => {
    const told = failure instanceof Fault ? failure.fields : []
    const placed = new Map(told.toReversed().map((field) => [placeOf(field.path), field]))
    const fields = [...placed].toReversed().map(([place, field]): FieldError => {
      const name = names.find(({ path }) => path === place)
      const id = name === undefined ? {} : { id: name.path }
      return { ...id, label: name?.label ?? field.path, message: explainField(words, field) }
    })
    const order = (field: FieldError) => names.findIndex(({ path }) => path === field.id)
    fields.sort((one, other) => order(one) - order(other))
    const message = fields.length === 0 ? explainFault(words, failure) : undefined
    setProblem(({ attempt }) => ({ attempt: attempt + 1, fields, message }))
  }
  return {
    problem,
    refuse,
    /** For what the page itself makes of an answer. */
    tell: (message: string) => setProblem(({ attempt }) => ({ attempt: attempt + 1, fields: [], message })),
    errorAt: (path: string) => problem.fields.find(({ id }) => id === path)?.message,
  }
}
