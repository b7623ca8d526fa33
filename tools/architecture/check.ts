import { levelOf } from './rooms.ts'
import { bindsTests, fileRules, importRules, packageRules, useRules } from './rules.ts'
import type { SourceFile } from './source-file.ts'

export interface Violation {
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly what: string
  readonly sentence: string
}

/** Everything that breaks a rule, in the order of the files. */
export function check(files: readonly SourceFile[]): Violation[] {
  return [...files.flatMap(checkFile), ...mutualRooms(files)]
}

export const describe = ({ file, line, what, sentence }: Violation): string => `${file}:${line} ${what}\n  ${sentence}`

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = []
  const report = (rule: { readonly name: string; readonly sentence: string }, line: number, what: string): void => {
    found.push({ rule: rule.name, file: file.path, line, what, sentence: rule.sentence })
  }
  for (const imported of file.imports) {
    const what = `imports ${imported.specifier}`
    const { to } = imported
    if (to) {
      for (const rule of importRules) {
        if (file.isTest && !bindsTests.includes(rule.name)) continue
        if (rule.isBroken(file, to)) report(rule, imported.line, what)
      }
    } else if (!file.isTest) {
      for (const rule of packageRules) if (rule.isBroken(file, imported)) report(rule, imported.line, what)
    }
  }
  for (const use of file.uses) {
    for (const rule of useRules) if (rule.kind === use.kind && rule.appliesTo(file)) report(rule, use.line, use.text)
  }
  for (const rule of fileRules) {
    const complaint = rule.complaint(file)
    if (complaint) report(rule, 1, complaint)
  }
  return found
}

/** Rooms of one level may use each other, but never both ways: a circle of two rooms is one room. */
function mutualRooms(files: readonly SourceFile[]): Violation[] {
  const edges = files
    .filter((file) => !file.isTest)
    .flatMap((file) => file.imports.map((imported) => ({ file, imported, from: file.room, to: imported.to?.room })))
  return edges
    .filter(({ from, to }) => from && to && from !== to && levelOf(from) >= 0 && levelOf(from) === levelOf(to))
    .filter(({ from, to }) => edges.some((other) => other.from === to && other.to === from))
    .map(({ file, imported, to }) => ({
      rule: 'mutual',
      file: file.path,
      line: imported.line,
      what: `imports ${imported.specifier}`,
      sentence: `two rooms never import each other: ${to} imports ${file.room} as well`,
    }))
}
