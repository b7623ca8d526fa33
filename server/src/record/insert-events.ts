import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { newId, type RealmId } from '../kernel/ids.ts'
import type { DomainEvent, EventPerson } from './event.ts'

/** Writes the events of one change with their realms, targets and personal side, in four statements whatever their number. */
export async function insertEvents(
  tx: Tx,
  ctx: Ctx,
  events: readonly DomainEvent[],
  ids?: readonly string[],
): Promise<void> {
  const at = ctx.now()
  const rows = events.map((event, index) => ({ event, id: ids?.[index] ?? newId('event', at) }))
  await tx
    .insertInto('events')
    .values(rows.map(({ event, id }) => eventRow(ctx, event, id, at)))
    .execute()
  await tx
    .insertInto('event_people')
    .values(
      rows.map(({ event, id }) => ({ event_id: id, published_at: at, person: JSON.stringify(personOf(ctx, event)) })),
    )
    .execute()
  const realms = rows.flatMap(({ event, id }) =>
    realmsOf(ctx, event).map((seen) => ({ ...seen, published_at: at, event_id: id })),
  )
  if (realms.length > 0) await tx.insertInto('event_realms').values(realms).execute()
  const targets = rows.flatMap(({ event, id }) =>
    [...new Set(event.targets.map((target) => target.id))].map((target_id) => ({
      target_id,
      published_at: at,
      event_id: id,
    })),
  )
  if (targets.length > 0) await tx.insertInto('event_targets').values(targets).execute()
}

/** The person behind an event: the one it names, or the request's own. */
function personBehind(ctx: Ctx, event: DomainEvent): EventPerson | undefined {
  if (event.by !== undefined) return event.by
  if (ctx.actor.kind !== 'user') return undefined
  const { via, ...person } = ctx.actor
  return { ...person, sessionId: via.kind === 'session' ? via.sessionId : undefined }
}

function eventRow(ctx: Ctx, event: DomainEvent, id: string, at: Date) {
  const person = personBehind(ctx, event)
  return {
    id,
    published_at: at,
    event_type: event.type,
    severity: event.severity,
    outcome: event.outcome,
    outcome_reason: event.reason ?? null,
    actor_type: person !== undefined ? 'User' : ctx.actor.kind === 'system' ? 'SystemPrincipal' : 'PublicClientApp',
    actor_id: person?.userId ?? actorId(ctx.actor),
    session_id: person?.sessionId ?? null,
    api_token_id: ctx.actor.kind === 'user' && ctx.actor.via.kind === 'token' ? ctx.actor.via.tokenId : null,
    request_id: ctx.requestId,
    targets: JSON.stringify(event.targets.map(({ type, id: targetId, realmId }) => ({ type, id: targetId, realmId }))),
    detail: JSON.stringify(event.open),
  }
}

function personOf(ctx: Ctx, event: DomainEvent) {
  const person = personBehind(ctx, event)
  return {
    actor: person === undefined ? null : { displayName: person.name, alternateId: person.login },
    client: { ipAddress: ctx.origin.address, userAgent: ctx.origin.userAgent },
    targets: event.targets.map(({ id, displayName, alternateId }) => ({ id, displayName, alternateId })),
    fields: event.personal,
  }
}

/** Which realms see the event, one row each, and what each of them does not see of the other side. */
function realmsOf(ctx: Ctx, event: DomainEvent) {
  const actorRealm = personBehind(ctx, event)?.realmId ?? null
  const targetRealms = new Set(event.targets.flatMap((target) => (target.realmId === null ? [] : [target.realmId])))
  if (targetRealms.size > 1) throw new Error(`${event.type} names targets of two realms: each would see the other's`)
  const redactionFor = (realmId: RealmId) =>
    actorRealm === null || realmId === actorRealm ? ('none' as const) : ('actor' as const)
  const seen = new Map<
    RealmId,
    { readonly relation: 'actor' | 'target' | 'old' | 'new'; readonly redaction: 'none' | 'actor' | 'target' }
  >()
  if (actorRealm !== null)
    seen.set(actorRealm, { relation: 'actor', redaction: targetRealms.size > 0 ? 'target' : 'none' })
  for (const { realmId, relation } of event.alsoRealms ?? [])
    seen.set(realmId, { relation, redaction: redactionFor(realmId) })
  for (const realmId of targetRealms) seen.set(realmId, { relation: 'target', redaction: redactionFor(realmId) })
  return [...seen].map(([realm_id, how]) => ({ realm_id, ...how }))
}
