import type { FieldError } from '../ui/ErrorSummary.tsx'

/** Why a form was refused. `attempt` grows each time, so that the summary takes the focus each time. */
export interface Problem {
  readonly attempt: number
  readonly message?: string | undefined
  readonly fields: readonly FieldError[]
}

export const noProblem: Problem = { attempt: 0, fields: [] }
