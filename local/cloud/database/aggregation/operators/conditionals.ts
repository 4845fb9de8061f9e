import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { ofOne, partsOf, withVariables, type Expression, type Operator } from '../operator'
import { isAbsent, isTrue } from '../values'

const listOf = (argument: unknown): unknown[] => (Array.isArray(argument) ? argument : [argument])

const $and: Operator = (argument, compile) => {
  const all = listOf(argument).map((item) => compile(item))
  return (scope) => all.every((one) => isTrue(one(scope)))
}

const $or: Operator = (argument, compile) => {
  const all = listOf(argument).map((item) => compile(item))
  return (scope) => all.some((one) => isTrue(one(scope)))
}

/** Only the branch that is taken is evaluated. */
const $cond: Operator = (argument, compile) => {
  const parts = Array.isArray(argument) ? argument : conditionParts(argument)
  if (parts.length !== 3) throw invalidRequest('$cond takes a condition and two values')
  const [condition, yes, no] = parts.map((part) => compile(part)) as [Expression, Expression, Expression]
  return (scope) => (isTrue(condition(scope)) ? yes(scope) : no(scope))
}

function conditionParts(argument: unknown): unknown[] {
  const parts = partsOf('$cond', argument, { needed: ['if', 'then', 'else'] })
  return [parts.if, parts.then, parts.else]
}

const $ifNull: Operator = (argument, compile) => {
  const list = listOf(argument)
  if (list.length !== 2) throw invalidRequest('$ifNull takes a value and its replacement')
  const [value, replacement] = list.map((item) => compile(item)) as [Expression, Expression]
  return (scope) => {
    const found = value(scope)
    return isAbsent(found) ? replacement(scope) : found
  }
}

const $switch: Operator = (argument, compile) => {
  const parts = partsOf('$switch', argument, { needed: ['branches'], optional: ['default'] })
  if (!Array.isArray(parts.branches) || parts.branches.length === 0)
    throw invalidRequest('$switch requires at least one branch')
  const branches = parts.branches.map((branch: unknown) => {
    const given = partsOf('$switch', branch, { needed: ['case', 'then'] })
    return { holds: compile(given.case), value: compile(given.then) }
  })
  const fallback = 'default' in parts ? compile(parts.default) : undefined
  return (scope) => {
    const taken = branches.find(({ holds }) => isTrue(holds(scope)))?.value ?? fallback
    if (!taken) throw invalidRequest('$switch could not find a matching branch, and no default was specified')
    return taken(scope)
  }
}

const $let: Operator = (argument, compile) => {
  const parts = partsOf('$let', argument, { needed: ['vars', 'in'] })
  if (!isPlain(parts.vars)) throw invalidRequest('$let needs an object of variables')
  const values = Object.entries(parts.vars).map(([name, value]) => [name, compile(value)] as const)
  const inner = compile(parts.in, ...values.map(([name]) => name))
  return (scope) => {
    const bound = Object.fromEntries(values.map(([name, value]) => [name, value(scope)]))
    return withVariables(inner, scope, bound)
  }
}

export const conditionals: Record<string, Operator> = {
  $and,
  $or,
  $not: ofOne('$not', (value) => !isTrue(value)),
  $cond,
  $ifNull,
  $switch,
  $let,
  $literal: (argument) => () => argument,
}
