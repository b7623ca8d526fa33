import domains from '../domains.json' with { type: 'json' }

/** Where a file lives, in the words of the rules. */
export interface Place {
  readonly path: string
  readonly area: 'contract' | 'messages' | 'server' | 'portal' | 'e2e' | 'tools' | 'elsewhere'
  /** The folder under server/src; '' for files directly in it (app.ts, main.ts); undefined outside of server/src. */
  readonly room: string | undefined
  readonly isTest: boolean
  readonly isRoutes: boolean
}

const areas = ['contract', 'messages', 'server', 'portal', 'e2e', 'tools'] as const

export function placeOf(path: string): Place {
  const [first = '', second, third] = path.split('/')
  const area = areas.find((name) => name === first) ?? 'elsewhere'
  const isInServer = area === 'server' && second === 'src'
  return {
    path,
    area,
    room: isInServer ? (third?.includes('.') ? '' : third) : undefined,
    isTest: /\.(test|prove|types)\.tsx?$/.test(path) || /^server\/(test|bench)\//.test(path) || area === 'e2e',
    isRoutes: isInServer && /\/routes(\.ts$|\/)/.test(path),
  }
}

const levels = [...domains.foundation, ...domains.domains, domains.top]
const domainRooms = new Set(domains.domains.flat())
const foundationRooms = new Set(domains.foundation.flat())

/** The row of `tools/domains.json` that a room stands in, counted from the bottom; -1 when it stands in none. */
export const levelOf = (room: string): number => levels.findIndex((level) => level.includes(room))
export const isDomain = (room: string | undefined): boolean => room !== undefined && domainRooms.has(room)
export const isFoundation = (room: string | undefined): boolean => room !== undefined && foundationRooms.has(room)
export const isEdge = (room: string | undefined): boolean => room !== undefined && domains.edge.includes(room)
/** Files that put everything together: app.ts and its neighbours. They may know every room. */
export const isComposition = (room: string | undefined): boolean => room === ''
export const isTop = (room: string | undefined): boolean => room !== undefined && domains.top.includes(room)
