import { readFileSync } from 'node:fs'
import { Liquid } from 'liquidjs'

const liquid = new Liquid({ outputEscape: 'escape', strictVariables: true, strictFilters: true })

/** Markup that our own templates made: everything that came in with their values is escaped. */
export class Html {
  readonly #text: string
  private constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
  /** The one place that makes markup. */
  static fromTemplate(template: ReturnType<Liquid['parse']>, values: object): Html {
    return new Html(String(liquid.renderSync(template, values)))
  }
}

/** A template beside the module that uses it, parsed once. A value that it names and is not given throws. */
export function template<V extends object>(url: URL): (values: V) => Html {
  const parsed = liquid.parse(readFileSync(url, 'utf8'))
  return (values) => Html.fromTemplate(parsed, values)
}
