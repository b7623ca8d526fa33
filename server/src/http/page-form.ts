import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import type { FieldFault } from '../kernel/fault.ts'
import { fieldFaults } from './parse.ts'
import type { Form } from './page.ts'

/** Compiles a form's schema into a reader: it never throws, because whoever typed something wrong has to see it again. */
export function formReader(schema: TSchema | undefined): (body: unknown) => Form<unknown> {
  if (schema === undefined) return () => ({ values: {}, faults: [] })
  const validator = Compile(schema)
  const names = Object.keys('properties' in schema && isRecord(schema.properties) ? schema.properties : {})
  return (body) => {
    const sent = isRecord(body) ? body : {}
    const texts = names.map((name) => [name, textOf(sent[name])] as const)
    const typed = Object.fromEntries(texts.filter(([, text]) => text !== ''))
    const broken = texts
      .filter(([, text]) => text.includes('\0') || !text.isWellFormed())
      .map(([path]) => ({ path, code: 'notText' as const }))
    const values = Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\0', '').toWellFormed()]))
    return { values, faults: [...broken, ...schemaFaults(typed)] }
  }

  function schemaFaults(typed: unknown): readonly FieldFault[] {
    return validator.Check(Value.Clean(schema ?? {}, typed)) ? [] : fieldFaults(validator.Errors(typed))
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
