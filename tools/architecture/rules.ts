import { isComposition, isDomain, isEdge, isFoundation, isTop, levelOf, type Place } from './rooms.ts'
import type { Import, SourceFile, Use } from './source-file.ts'

/** `sentence` is what a person reads when the rule is broken, so it says why. */
export interface ImportRule {
  readonly name: string
  readonly sentence: string
  readonly isBroken: (from: SourceFile, to: Place) => boolean
}
export interface PackageRule {
  readonly name: string
  readonly sentence: string
  readonly isBroken: (from: SourceFile, imported: Import) => boolean
}
export interface UseRule {
  readonly name: string
  readonly sentence: string
  readonly kind: Use['kind']
  readonly appliesTo: (file: SourceFile) => boolean
}
export interface FileRule {
  readonly name: string
  readonly sentence: string
  /** What is wrong with the file, if anything. */
  readonly complaint: (file: SourceFile) => string | undefined
}

const isOneOf = <T>(value: T, ...values: readonly T[]): boolean => values.includes(value)
const ships = (file: Place): boolean => !file.isTest && file.area !== 'tools'
const inServer = (file: Place): boolean => file.room !== undefined && ships(file)

/** About one of our files importing another. Tests may look anywhere within their own area. */
export const importRules: readonly ImportRule[] = [
  {
    name: 'kernel',
    sentence: 'kernel imports nothing of ours: everything stands on it, so it may stand on nothing',
    isBroken: (from, to) => from.room === 'kernel' && to.room !== 'kernel',
  },
  {
    name: 'order',
    sentence:
      'a room imports only rooms below it, in the order of tools/domains.json: the lower one must be readable, and testable, without the higher one',
    isBroken: (from, to) =>
      from.room !== undefined &&
      to.room !== undefined &&
      levelOf(from.room) >= 0 &&
      levelOf(to.room) > levelOf(from.room),
  },
  {
    name: 'composition',
    sentence:
      'no room imports a file that lies directly in server/src: those put everything together, so importing one is a circle',
    isBroken: (from, to) =>
      from.room !== undefined && !isComposition(from.room) && !isTop(from.room) && isComposition(to.room),
  },
  {
    name: 'http',
    sentence: 'only routes.ts knows HTTP: a use case is called by jobs, the command line and tests as well',
    isBroken: (from, to) =>
      isEdge(to.room) && !isEdge(from.room) && !from.isRoutes && !isComposition(from.room) && !isTop(from.room),
  },
  {
    name: 'edge',
    sentence: 'http imports the foundation and the contract only: it carries every domain and knows none',
    isBroken: (from, to) => isEdge(from.room) && to.room !== undefined && !isEdge(to.room) && !isFoundation(to.room),
  },
  {
    name: 'routes',
    sentence: 'only app.ts imports a routes.ts: a route is called over HTTP, its use case is called directly',
    isBroken: (from, to) =>
      to.isRoutes && from.path !== 'server/src/app.ts' && !(from.isRoutes && from.room === to.room),
  },
  {
    name: 'public',
    sentence: 'another domain is reached through its public.ts: the rest of the folder is free to change',
    isBroken: (from, to) =>
      from.room !== to.room &&
      (isDomain(from.room) || isTop(from.room)) &&
      isDomain(to.room) &&
      to.path !== `server/src/${to.room}/public.ts`,
  },
  {
    name: 'messages',
    sentence: 'messages imports nothing: words are data for the server, the mails and the browser',
    isBroken: (from, to) => from.area === 'messages' && to.area !== 'messages',
  },
  {
    name: 'contract',
    sentence: 'contract imports only typebox: it is read by the server, the browser and clients in other languages',
    isBroken: (from, to) => from.area === 'contract' && to.area !== 'contract',
  },
  {
    name: 'portal',
    sentence:
      'portal imports only contract and messages: it is a client of the API like any other, and decides nothing',
    isBroken: (from, to) => from.area === 'portal' && !isOneOf(to.area, 'portal', 'contract', 'messages'),
  },
  {
    name: 'server',
    sentence: 'server imports only contract and messages: it runs without the portal, the browser tests and the tools',
    isBroken: (from, to) => from.area === 'server' && !isOneOf(to.area, 'server', 'contract', 'messages'),
  },
  {
    name: 'e2e',
    sentence: 'e2e imports only contract and messages: it does what a person can do, through the browser and the API',
    isBroken: (from, to) => from.area === 'e2e' && !isOneOf(to.area, 'e2e', 'contract', 'messages'),
  },
  {
    name: 'tests',
    sentence: 'what ships imports no test: people, fixtures and fakes stay out of production',
    isBroken: (from, to) => ships(from) && to.isTest,
  },
]

/** Rules of the list above that bind tests as well. */
export const bindsTests: readonly string[] = ['portal', 'server', 'e2e']

export const packageRules: readonly PackageRule[] = [
  {
    name: 'contract packages',
    sentence: 'contract imports only typebox: it is read by the server, the browser and clients in other languages',
    isBroken: (from, imported) => from.area === 'contract' && imported.package !== 'typebox',
  },
  {
    name: 'messages packages',
    sentence: 'messages imports nothing: words are data for the server, the mails and the browser',
    isBroken: (from, imported) => from.area === 'messages' && imported.package !== undefined,
  },
]

export const useRules: readonly UseRule[] = [
  {
    name: 'ambient',
    sentence:
      'time, chance and the network come from kernel (ctx.now(), its ids, its client): a test holds them still, and a rule reads one clock',
    kind: 'ambient',
    appliesTo: (file) => inServer(file) && file.room !== 'kernel',
  },
  {
    name: 'assertion',
    sentence: '`!` needs a reason on the same line: the compiler is told to look away, the reader has to know why',
    kind: 'assertion',
    appliesTo: (file) => !file.isTest && !file.isGenerated,
  },
  {
    name: 'cast',
    sentence:
      '`as` needs a reason on the same line: it can forge an id or a permit, and the reader has to know why it does not',
    kind: 'cast',
    appliesTo: (file) => inServer(file) && !file.isGenerated && file.path !== 'server/src/kernel/ids.ts',
  },
  {
    name: 'suppression',
    sentence: 'a suppression needs its reason: `oxlint-disable-next-line rule -- why`, `@ts-expect-error why`',
    kind: 'suppression',
    appliesTo: () => true,
  },
]

export const fileRules: readonly FileRule[] = [
  {
    name: 'rooms',
    sentence: 'every folder of server/src stands in tools/domains.json: its place decides what it may import',
    complaint: ({ room }) =>
      room === undefined || isComposition(room) || isEdge(room) || levelOf(room) >= 0
        ? undefined
        : `lies in the unknown room ${room}`,
  },
  {
    name: 'size',
    sentence: 'a source file has at most 400 lines, a test file 800: split it by noun or by concern',
    complaint: (file) =>
      !file.isGenerated && file.lineCount > (file.isTest ? 800 : 400) ? `has ${file.lineCount} lines` : undefined,
  },
]
