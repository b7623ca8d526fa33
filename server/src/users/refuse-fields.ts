import type { Permit } from '../authz/permit.ts'
import type { NewUserTarget, UserTarget } from '../authz/target.ts'
import { type Denial, Fault, type FieldFault } from '../kernel/fault.ts'

/**
 * Throws what is wrong with a request, all of it together. Faults: `password.policy` where only the password is, and
 * `group.notAssignable` where only the groups are; otherwise `user.invalid`.
 */
export function refuseFields(object: 'newUser' | 'user', fields: readonly FieldFault[], denial?: Denial): void {
  if (fields.length === 0) return
  const all = (start: string) => fields.every(({ path }) => path.startsWith(start))
  const code = all('credentials.') ? 'password.policy' : all('groupIds') ? 'group.notAssignable' : 'user.invalid'
  throw new Fault(code, { params: { object }, fields, ...(denial === undefined ? {} : { denial }) })
}

/** Refuses attributes that the actor may not write, and leaves a trace of the try. Faults: `user.attributeReadOnly`. */
export function refuseReadOnly(
  names: readonly string[],
  { action, target }: Permit<'users.create', NewUserTarget> | Permit<'users.userprofile.manage', UserTarget>,
): void {
  const [attribute] = names
  if (attribute === undefined) return
  const { realmId } = target
  const aimed =
    target.type === 'user' ? { type: 'user', id: target.id, realmId } : { type: 'realm', id: realmId, realmId }
  throw new Fault('user.attributeReadOnly', {
    params: { attribute },
    fields: names.map((name) => ({ path: name === 'type' ? 'type.id' : `profile.${name}`, code: 'readOnly' })),
    denial: { action, target: aimed, reason: 'attributeReadOnly' },
  })
}
