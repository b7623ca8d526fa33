import { attributeFormats, attributeTypes, type CustomAttribute, itemTypes } from './user-type.ts'

type Definition = Omit<CustomAttribute, 'id' | 'name' | 'isRequired' | 'isIndexed'>
type Choice = CustomAttribute['choices'][number]

/** Reads an attribute's stored definition, which has the form of JSON Schema. What it does not say is not limited. */
export function readDefinition(name: string, definition: unknown): Definition {
  const stored = isRecord(definition) ? definition : {}
  const items = isRecord(stored['items']) ? stored['items'] : {}
  return {
    title: textOr(stored['title'], name),
    description: textOr(stored['description'], ''),
    type: attributeTypes.find((type) => type === stored['type']) ?? 'string',
    itemType: itemTypes.find((type) => type === items['type']) ?? 'string',
    minLength: numberOf(stored['minLength']),
    maxLength: numberOf(stored['maxLength']),
    minimum: numberOf(stored['minimum']),
    maximum: numberOf(stored['maximum']),
    pattern: typeof stored['pattern'] === 'string' ? stored['pattern'] : undefined,
    format: attributeFormats.find((format) => format === stored['format']),
    choices: choicesOf(stored['type'] === 'array' ? items : stored),
  }
}

/** `oneOf` names its values; `enum` only lists them. */
function choicesOf({ oneOf, enum: values }: Readonly<Record<string, unknown>>): readonly Choice[] {
  if (Array.isArray(oneOf))
    return oneOf.flatMap((option: unknown) =>
      isRecord(option) && isChoice(option['const'])
        ? [{ value: option['const'], title: textOr(option['title'], String(option['const'])) }]
        : [],
    )
  return Array.isArray(values) ? values.filter(isChoice).map((value) => ({ value, title: String(value) })) : []
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isChoice = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'
const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
const textOr = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise)
