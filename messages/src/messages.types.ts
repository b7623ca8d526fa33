// What must not compile.
import { portal } from './en/portal.ts'
import type { Translation } from './format.ts'
import { translate } from './translate.ts'

translate('en', 'users.title')
translate('en', 'users.count', { count: 2 })
translate('en', 'frame.me', { name: 'Lee' })
// @ts-expect-error the hole must be filled
translate('en', 'frame.me')
// @ts-expect-error the hole has another name
translate('en', 'frame.me', { login: 'lee' })
// @ts-expect-error a count is a number
translate('en', 'users.count', { count: '2' })
// @ts-expect-error there is no such key
translate('en', 'users.nothing')

const { 'users.title': _title, ...rest } = portal
// @ts-expect-error a key is missing
export const incomplete: Translation<typeof portal> = rest
