import type { Conditions } from './grants.ts'

/** Which profile attributes a permit covers: an attribute is covered if any of the grants behind it covers it. */
export type AttributeRule = (attribute: string) => boolean

export const everyAttribute: AttributeRule = () => true

export function attributeRule(limits: ReadonlyArray<Conditions | null>): AttributeRule {
  if (limits.some((limit) => limit === null || 'kinds' in limit)) return everyAttribute
  return (attribute) =>
    limits.some((limit) => {
      if (limit === null || 'kinds' in limit) return true
      return 'include' in limit ? limit.include.includes(attribute) : !limit.exclude.includes(attribute)
    })
}
