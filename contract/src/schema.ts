import { type TSchema, Type } from 'typebox'

/** A 20-character id of the kind that opens with `prefix`. Whether it exists, only the server knows. */
export const IdOf = (prefix: string) =>
  Type.String({ pattern: `^${prefix}[0-9A-Za-z]{17}$`, description: `Id, prefix ${prefix}` })
/** UTC with milliseconds. */
export const DateTime = Type.String({ format: 'date-time' })
/** A value that is sent as `null` when there is none. */
export const OrNull = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Type.Static<T> | null>({ ...schema, type: ['string', 'null'] })
/** One of a fixed list of words. */
export const OneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] })
export const Text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength })

/** What every mutable thing says about an action: allowed, or why not. */
export const Can = Type.Object({
  allowed: Type.Boolean(),
  reason: Type.Optional(Type.Object({ code: Type.String(), params: Type.Record(Type.String(), Type.String()) })),
})

/** A number that is exact up to 10,000 and then says that there are more. */
export const Count = Type.Object({ value: Type.Integer({ minimum: 0 }), isExact: Type.Boolean() })

export const Nothing = Type.Object({})
