import type { FaultCode } from '../kernel/fault.ts'

/** How each fault is told on the wire: status, the wire's code, and its English summary. `{name}` takes a parameter. */
export interface WireError {
  readonly status: number
  readonly code: string
  readonly summary: string
  readonly cause?: string
}

const denied = 'You do not have permission to perform the requested action'
const validation = (what: string): WireError => ({
  status: 400,
  code: 'E0000001',
  summary: `Api validation failed: ${what}`,
})
const notFound = (type: string): WireError => ({
  status: 404,
  code: 'E0000007',
  summary: `Not found: Resource not found: {id} (${type})`,
})
const wrongStatus = "This operation is not allowed in the user's current status."

export const wireErrors: Readonly<Record<FaultCode, WireError>> = {
  'actor.dead': { status: 401, code: 'E0000011', summary: 'Invalid token provided' },
  'auth.badToken': { status: 401, code: 'E0000011', summary: 'Invalid token provided' },
  'auth.noSession': { status: 401, code: 'E0000011', summary: 'Invalid token provided' },
  'auth.originMismatch': { status: 403, code: 'E0000005', summary: 'Invalid session' },
  'authz.denied': { status: 403, code: 'E0000006', summary: denied },
  'authz.proofNeeded': {
    status: 403,
    code: 'E0000006',
    summary: denied,
    cause: 'A fresh proof of identity is needed.',
  },
  'authz.credentialDisclosure': {
    status: 403,
    code: 'E0000006',
    summary: denied,
    cause: 'Seeing a usable credential of somebody else needs portico.credentials.disclose.',
  },
  'bug.unexpected': { status: 500, code: 'E0000009', summary: 'Internal Server Error' },
  'group.everyoneFixed': {
    status: 501,
    code: 'E0000060',
    summary: 'Unsupported operation.',
    cause: 'Everybody is in this group, always.',
  },
  'group.notAssignable': validation('groupIds'),
  'group.notFound': notFound('UserGroup'),
  'idempotency.inProgress': {
    status: 409,
    code: 'E0000240',
    summary: 'A request with this Idempotency-Key is still being answered.',
  },
  'idempotency.keyReused': {
    status: 409,
    code: 'E0000241',
    summary: 'This Idempotency-Key was used for a different request.',
  },
  'idempotency.secretNotRepeated': {
    status: 409,
    code: 'E0000241',
    summary: 'This request was done before. Its answer held a secret, which is told once.',
  },
  'link.expired': {
    status: 403,
    code: 'E0000105',
    summary: 'You have accessed an account recovery link that has expired or been previously used.',
  },
  'password.policy': {
    status: 400,
    code: 'E0000080',
    summary: 'The password does not meet the complexity requirements of the current password policy.',
  },
  'password.wrong': { status: 403, code: 'E0000014', summary: 'Update of credentials failed' },
  'realm.defaultFixed': {
    status: 400,
    code: 'E0000178',
    summary: 'This realm cannot be deleted. It is the default realm.',
  },
  'realm.domainTaken': validation('domains'),
  'realm.hasObjects': {
    status: 400,
    code: 'E0000178',
    summary: 'This realm cannot be deleted. It still has groups or apps.',
  },
  'realm.hasUsers': { status: 400, code: 'E0000178', summary: 'This realm cannot be deleted. It still has users.' },
  'realm.nameTaken': validation('name'),
  'realm.notFound': notFound('Realm'),
  'request.badBody': { status: 400, code: 'E0000003', summary: 'The request body was not well-formed.' },
  'request.badCursor': { status: 400, code: 'E0000029', summary: 'Invalid paging request.' },
  'request.badEtag': { status: 400, code: 'E0000242', summary: 'ETag syntax is invalid.' },
  'request.badLimit': { status: 400, code: 'E0000029', summary: 'Invalid paging request.' },
  'request.headerTooLarge': {
    status: 431,
    code: 'E0000003',
    summary: 'The header of the request is too large.',
  },
  'request.invalid': validation('{object}'),
  'request.methodNotAllowed': {
    status: 405,
    code: 'E0000022',
    summary: 'The endpoint does not support the provided HTTP method',
  },
  'request.notSupported': { status: 501, code: 'E0000060', summary: 'Unsupported operation.' },
  'request.pathNotFound': { status: 404, code: 'E0000008', summary: 'The requested path was not found' },
  'request.searchInvalid': { status: 400, code: 'E0000031', summary: 'Invalid search criteria.' },
  'request.tooLarge': {
    status: 413,
    code: 'E0000003',
    summary: 'The request body is too large.',
    cause: 'The limit is {limit} bytes.',
  },
  'request.unsupportedMediaType': {
    status: 400,
    code: 'E0000021',
    summary: 'Bad request. Accept and/or Content-Type headers likely do not match supported values.',
  },
  'request.wrongHost': { status: 421, code: 'E0000008', summary: 'This server does not answer to that host name' },
  'server.busy': { status: 429, code: 'E0000047', summary: 'API call exceeded rate limit due to too many requests.' },
  'server.unavailable': {
    status: 503,
    code: 'E0000010',
    summary: 'Service is in read only mode or a dependency is down. Try again in a moment.',
  },
  'signin.limited': {
    status: 429,
    code: 'E0000047',
    summary: 'API call exceeded rate limit due to too many requests.',
  },
  'token.notFound': notFound('ApiToken'),
  'token.permissionNotHeld': {
    status: 403,
    code: 'E0000006',
    summary: denied,
    cause: 'A token cannot carry a permission that its owner does not hold.',
  },
  'token.realmForbids': {
    status: 403,
    code: 'E0000006',
    summary: denied,
    cause: 'The realm does not let its partner admins have API tokens.',
  },
  'user.alreadyActive': {
    status: 403,
    code: 'E0000016',
    summary: 'Activation failed because the user is already active',
  },
  'user.attributeReadOnly': {
    status: 403,
    code: 'E0000077',
    summary: 'Cannot modify the {attribute} attribute because it is read-only.',
  },
  'user.invalid': validation('{object}'),
  'user.lastSuperAdmin': {
    status: 403,
    code: 'E0000006',
    summary: denied,
    cause: 'The last active super administrator cannot be removed.',
  },
  'user.loginLimited': {
    status: 429,
    code: 'E0000047',
    summary: 'API call exceeded rate limit due to too many requests.',
    cause: 'login: Too many usernames that cannot be used.',
  },
  'user.loginTaken': {
    ...validation('login'),
    cause: 'login: An object with this field already exists in the current organization',
  },
  'user.loginUnavailable': { ...validation('login'), cause: 'login: This username cannot be used' },
  'user.nextLoginNeedsActivation': {
    status: 400,
    code: 'E0000125',
    summary: 'Expire on create requires activate to be true.',
  },
  'user.nextLoginNeedsPassword': {
    status: 400,
    code: 'E0000124',
    summary:
      'Could not create user. To create a user and expire their password immediately, a password must be specified.',
  },
  'user.notFound': notFound('User'),
  'user.notLockedOut': {
    status: 403,
    code: 'E0000032',
    summary: 'Unlock is not allowed for this user.',
    cause: 'The user is not locked out.',
  },
  'user.notSuspendable': {
    status: 400,
    code: 'E0000001',
    summary: 'Api validation failed: suspend',
    cause: 'Only a user who is not suspended, staged or deactivated can be suspended.',
  },
  'user.notSuspended': {
    status: 400,
    code: 'E0000001',
    summary: 'Api validation failed: unsuspend',
    cause: 'The user is not suspended.',
  },
  'user.realmNeeded': validation('realmId'),
  'user.stale': { status: 412, code: 'E0000231', summary: "ETag value doesn't match." },
  'user.wrongStatus': { status: 403, code: 'E0000038', summary: wrongStatus },
  'userType.notFound': notFound('CVDType'),
}
