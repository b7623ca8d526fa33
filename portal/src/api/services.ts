import { QueryClient } from '@tanstack/react-query'
import { Fault } from './fault.ts'
import { createInterruptions, type Interruptions } from './interruption.ts'
import { createRequest, type Request } from './request.ts'

/** What the pages share; made once per page load. */
export interface Services {
  readonly queryClient: QueryClient
  readonly interruptions: Interruptions
  /** Waits for the person where the session has ended or must be proved. */
  readonly request: Request
  /** Does not wait: for the questions that the waiting itself asks, and before there is a page. */
  readonly plain: Request
}

const retries = 2

export function createServices(): Services {
  const interruptions = createInterruptions()
  const fetchIt: typeof fetch = (...call) => fetch(...call)
  return {
    queryClient: new QueryClient({
      defaultOptions: {
        queries: { staleTime: 10_000, retry: (count, failure) => count < retries && isWorthRetrying(failure) },
        mutations: { retry: false },
      },
    }),
    interruptions,
    request: createRequest({ fetch: fetchIt, interrupt: interruptions.wait }),
    plain: createRequest({ fetch: fetchIt, interrupt: async () => 'giveUp' }),
  }
}

// A "no" stays a "no". No answer, or a server that is starting, may pass.
const isWorthRetrying = (failure: unknown) => failure instanceof Fault && [0, 502, 503, 504].includes(failure.status)
