import type { FaultCode } from '../kernel/fault.ts'
import type { AnyRoute } from './route.ts'
import { wireErrors } from './wire-errors.ts'

/** Every fault that a route can answer with: those that it declares, and those that any route of its kind has. */
export function faultsOf(route: AnyRoute): readonly FaultCode[] {
  const isUnsafe = route.method !== 'GET'
  const takesInput = route.params !== undefined || route.query !== undefined || route.body !== undefined
  const codes: FaultCode[] = [
    ...route.faults,
    ...when(takesInput, 'request.invalid'),
    ...when(route.body !== undefined, 'request.badBody', 'request.tooLarge', 'request.unsupportedMediaType'),
    'auth.badToken',
    ...when(route.access !== 'public', 'auth.noSession'),
    ...when(route.access !== 'public' && route.access !== 'signedIn', 'authz.denied', 'authz.proofNeeded'),
    ...when(isUnsafe, 'actor.dead', 'idempotency.keyReused'),
    ...when(isUnsafe && route.carriesSecret !== undefined, 'idempotency.secretNotRepeated'),
    'server.busy',
    'server.unavailable',
    'bug.unexpected',
  ]
  return [...new Set(codes)].toSorted((a, b) => wireErrors[a].status - wireErrors[b].status || (a < b ? -1 : 1))
}

function when(condition: boolean, ...codes: readonly FaultCode[]): readonly FaultCode[] {
  return condition ? codes : []
}
