import { hashSecret, sameBytes } from '../kernel/secret.ts'
import type { Flow } from './flow.ts'
import type { FlowState, Step } from './machine.ts'

/** A step that is not the one where the flow stands: skipped, repeated, from another tab, or of a flow that is gone. */
export class OutOfStep extends Error {}

/** What a form carries to say which step of which flow it was made for. Worthless without the flow's cookie. */
export function stepTokenOf(flow: Pick<Flow, 'secret' | 'version'>): string {
  return hashSecret(`step:${flow.version}:${flow.secret.reveal()}`).toString('base64url').slice(0, 22)
}

/** The flow at the step that a form was made for, with what is asked there. Throws `OutOfStep`. */
export function expectStep<S extends Step>(
  flow: Flow | undefined,
  expected: { readonly step: S; readonly pending: string; readonly token: string },
): Flow & { readonly state: Extract<FlowState, { readonly step: S }> } {
  if (flow === undefined || !sameBytes(Buffer.from(expected.token), Buffer.from(stepTokenOf(flow))))
    throw new OutOfStep()
  const { state } = flow
  if (state.step !== expected.step || !('pending' in state) || state.pending[0] !== expected.pending)
    throw new OutOfStep()
  return { ...flow, state: state as Extract<FlowState, { readonly step: S }> } // compared above
}
