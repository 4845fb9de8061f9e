import { Query } from 'mingo'

/** Values an expression may name beside the document's fields, as `$$name`. */
export type Variables = Readonly<Record<string, unknown>>

/** Whether an aggregation expression holds for a document (`$expr`). */
export function holds(expression: unknown, document: object, variables?: Variables): boolean {
  return new Query({ $expr: expression }, { variables, scriptEnabled: false }).test(document as never)
}
