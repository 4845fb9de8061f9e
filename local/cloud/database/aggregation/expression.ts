import { isContainer } from '../element-path'
import { invalidRequest } from '../errors'
import { isPlain } from '../plain'
import type { Compile, Expression } from './operator'
import { operators } from './operators'

/**
 * Compiles an aggregation expression: a constant, a field (`$a.b`), a variable (`$$name.b`), an object or a list of
 * expressions, or an operator. `names`: the variables it may use. Throws INVALID_PARAM for what isn't known.
 */
export function compileExpression(expression: unknown, names: readonly string[] = []): Expression {
  const compile: Compile = (inner, ...bound) => compileExpression(inner, [...names, ...bound])
  if (typeof expression === 'string' && expression.startsWith('$')) return reference(expression, names)
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compile(item))
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (!isPlain(expression)) return () => expression
  const [first, ...more] = Object.keys(expression)
  if (!first?.startsWith('$')) return objectOf(expression, compile)
  const operator = Object.hasOwn(operators, first) ? operators[first] : undefined
  if (!operator) throw invalidRequest(`unsupported expression operator: ${first}`)
  if (more.length > 0) throw invalidRequest(`${first} and ${more[0]} in one expression`)
  return operator(expression[first], compile)
}

function objectOf(fields: Record<string, unknown>, compile: Compile): Expression {
  const members = Object.entries(fields).map(([field, value]) => {
    if (field.startsWith('$') || field.includes('.'))
      throw invalidRequest(`not a name for a field of an expression: ${field}`)
    return [field, compile(value)] as const
  })
  return (scope) => {
    const values = members.map(([field, value]) => [field, value(scope)] as const)
    return Object.fromEntries(values.filter(([, value]) => value !== undefined))
  }
}

function reference(text: string, names: readonly string[]): Expression {
  const isVariable = text.startsWith('$$')
  const [name = '', ...path] = isVariable ? text.slice(2).split('.') : ['ROOT', ...text.slice(1).split('.')]
  if (name === '' || path.includes('')) throw invalidRequest(`not a path to a field: ${text}`)
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => fieldAt(root, path)
  if (name === 'REMOVE') return () => undefined
  if (!names.includes(name)) throw invalidRequest(`Use of undefined variable: ${name}`)
  return ({ variables }) => fieldAt(variables[name], path)
}

/** A field at a path. An array on the way gives the list of what its objects have there; places have no names. */
function fieldAt(value: unknown, path: readonly string[]): unknown {
  const [field, ...rest] = path
  if (field === undefined) return value
  if (Array.isArray(value)) {
    const objects = value.filter((item) => isContainer(item) && !Array.isArray(item))
    return objects.map((item) => fieldAt(item, path)).filter((found) => found !== undefined)
  }
  const has = isContainer(value) && Object.hasOwn(value, field)
  return has ? fieldAt((value as Record<string, unknown>)[field], rest) : undefined
}
