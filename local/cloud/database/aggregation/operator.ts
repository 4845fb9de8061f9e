import { invalidRequest } from '../errors'
import { isPlain } from '../plain'
import { isAbsent } from './values'

/** Values an expression may name beside the document's fields, as `$$name`. */
export type Variables = Readonly<Record<string, unknown>>

/** What an expression is evaluated in: the document, and the variables bound so far. */
export type Scope = { root: unknown; variables: Variables }

/** A compiled expression; what is absent is `undefined`. */
export type Expression = (scope: Scope) => unknown

/** Compiles an expression inside an operator's argument; `bound`: variables that the operator adds for it. */
export type Compile = (expression: unknown, ...bound: string[]) => Expression

/** Makes an expression out of an operator's argument. */
export type Operator = (argument: unknown, compile: Compile) => Expression

type Count = { least: number; most: number }

export const ANY: Count = { least: 0, most: Infinity }
export const TWO: Count = { least: 2, most: 2 }

/** An operator whose argument is a list of values, or one value by itself. */
export function ofList(
  name: string,
  { least, most }: Count,
  run: (...values: unknown[]) => unknown,
): Operator {
  return (argument, compile) => {
    const list: unknown[] = Array.isArray(argument) ? argument : [argument]
    if (list.length < least || list.length > most) {
      const wanted = least === most ? String(least) : `${least} to ${most}`
      throw invalidRequest(`Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`)
    }
    const values = list.map((item) => compile(item))
    return (scope) => run(...values.map((value) => value(scope)))
  }
}

export const ofOne = (name: string, run: (value: unknown) => unknown): Operator =>
  ofList(name, { least: 1, most: 1 }, run)

/** As `ofList`, but null as soon as one of the values is absent. */
export const ofPresent = (name: string, count: Count, run: (...values: unknown[]) => unknown): Operator =>
  ofList(name, count, (...values) => (values.some(isAbsent) ? null : run(...values)))

type Parts = { needed: readonly string[]; optional?: readonly string[] }

/** An operator whose argument has named parts; `run` gets the values of those that are given. */
export function ofNamed(
  name: string,
  wanted: Parts,
  run: (parts: Record<string, unknown>) => unknown,
): Operator {
  return (argument, compile) => {
    const parts = Object.entries(partsOf(name, argument, wanted))
    const values = parts.map(([part, value]) => [part, compile(value)] as const)
    return (scope) => run(Object.fromEntries(values.map(([part, value]) => [part, value(scope)])))
  }
}

/** The named parts of an argument, not yet compiled. */
export function partsOf(name: string, argument: unknown, { needed, optional = [] }: Parts) {
  if (!isPlain(argument)) throw invalidRequest(`${name} needs an object of arguments`)
  const unknown = Object.keys(argument).find((part) => !needed.includes(part) && !optional.includes(part))
  if (unknown !== undefined) throw invalidRequest(`unsupported argument of ${name}: ${unknown}`)
  const missing = needed.find((part) => !(part in argument))
  if (missing !== undefined) throw invalidRequest(`Missing '${missing}' parameter to ${name}`)
  return argument
}

/** Evaluates an expression with some more variables bound. */
export const withVariables = (expression: Expression, scope: Scope, variables: Variables): unknown =>
  expression({ ...scope, variables: { ...scope.variables, ...variables } })
