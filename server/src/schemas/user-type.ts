import type { Id, UserTypeId } from '../kernel/ids.ts'

/** Which attributes people of a kind have besides the base ones, and what it is called. */
export interface UserType {
  readonly id: UserTypeId
  readonly name: string
  readonly displayName: string
  readonly description: string | null
  readonly isDefault: boolean
  readonly createdAt: Date
  readonly createdBy: string | null
  readonly updatedAt: Date
  readonly updatedBy: string | null
}

export const attributeTypes = ['string', 'boolean', 'number', 'integer', 'array'] as const
export type AttributeType = (typeof attributeTypes)[number]
export const itemTypes = ['string', 'number', 'integer'] as const
export const attributeFormats = ['email', 'uri', 'date-time'] as const

/** A custom attribute of a user type. Base attributes are part of the contract. */
export interface CustomAttribute {
  readonly id: Id<'attribute'>
  readonly name: string
  readonly title: string
  readonly description: string
  readonly type: AttributeType
  /** What an array holds. */
  readonly itemType: (typeof itemTypes)[number]
  readonly isRequired: boolean
  readonly isIndexed: boolean
  readonly minLength: number | undefined
  readonly maxLength: number | undefined
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  readonly pattern: string | undefined
  readonly format: (typeof attributeFormats)[number] | undefined
  /** The values offered, in their order. Empty: any value. */
  readonly choices: ReadonlyArray<{ readonly value: string | number; readonly title: string }>
}
