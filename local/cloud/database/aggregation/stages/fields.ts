import { isContainer } from '../../element-path'
import { invalidRequest } from '../../errors'
import { isPlain } from '../../plain'
import { compileExpression } from '../expression'
import type { Expression, Scope } from '../operator'

type Leaf = 'keep' | 'drop' | { value: Expression }
/** What becomes of each field that is named, by its path. */
type Tree = Map<string, Leaf | Tree>

/** Changes one document. */
type Change = (scope: Scope) => unknown

/** `$addFields`: the document with some fields more, or changed. */
export function addFields(specification: unknown, names: readonly string[]): Change {
  const tree = treeOf('$addFields', specification, (value) => ({ value: compileExpression(value, names) }))
  return (scope) => computed(tree, scope.root, scope)
}

/** `$project`: some fields and some computed ones, or all but some. */
export function project(specification: unknown, names: readonly string[]): Change {
  const tree = treeOf('$project', specification, (value) => {
    if (value === true || (typeof value === 'number' && value !== 0)) return 'keep'
    return value === false || value === 0 ? 'drop' : { value: compileExpression(value, names) }
  })
  const leaves = [...tree].filter(([field]) => field !== '_id').flatMap(([, branch]) => leavesOf(branch))
  const all = [...tree.values()].flatMap(leavesOf)
  const exclusive = leaves.includes('drop') || all.every((leaf) => leaf === 'drop')
  if (exclusive && all.some((leaf) => leaf !== 'drop'))
    throw invalidRequest('Bad projection specification: fields are both asked for and left out')
  if (!exclusive && !tree.has('_id')) tree.set('_id', 'keep')
  return (scope) => computed(tree, kept(tree, scope.root, exclusive), scope)
}

function treeOf(name: string, specification: unknown, leafOf: (value: unknown) => Leaf): Tree {
  if (!isPlain(specification) || Object.keys(specification).length === 0)
    throw invalidRequest(`${name} specification must have at least one field`)
  const tree: Tree = new Map()
  for (const [path, value] of Object.entries(specification)) place(tree, path.split('.'), value)
  return tree

  function place(branch: Tree, [field, ...rest]: string[], value: unknown): void {
    if (!field || field.startsWith('$')) throw invalidRequest(`not a path to a field in ${name}`)
    const before = branch.get(field)
    const nested = isPlain(value) && !Object.keys(value)[0]?.startsWith('$') && Object.keys(value).length > 0
    if (rest.length === 0 && !nested) {
      if (before !== undefined) throw invalidRequest(`${name}: path collision at ${field}`)
      branch.set(field, leafOf(value))
      return
    }
    if (before !== undefined && !(before instanceof Map))
      throw invalidRequest(`${name}: path collision at ${field}`)
    const inner: Tree = before ?? new Map<string, Leaf>()
    branch.set(field, inner)
    if (rest.length > 0) place(inner, rest, value)
    else for (const [path, item] of Object.entries(value as object)) place(inner, path.split('.'), item)
  }
}

function leavesOf(branch: Leaf | Tree): Leaf[] {
  return branch instanceof Map ? [...branch.values()].flatMap(leavesOf) : [branch]
}

function kept(tree: Tree, value: unknown, exclusive: boolean): unknown {
  if (Array.isArray(value))
    return value.map((item) => kept(tree, item, exclusive)).filter((item) => item !== undefined)
  if (!isContainer(value)) return exclusive ? value : undefined
  const fields = Object.entries(value).map(([field, item]: [string, unknown]) => {
    const branch = tree.get(field)
    if (branch instanceof Map) return [field, kept(branch, item, exclusive)] as const
    return [field, branch === 'keep' || (branch === undefined && exclusive) ? item : undefined] as const
  })
  return Object.fromEntries(fields.filter(([, item]) => item !== undefined))
}

/** The value with all computed fields of the tree in it; of an array, in each of its elements. */
function computed(tree: Tree, value: unknown, scope: Scope): unknown {
  const expressions = [...tree].filter(([, branch]) =>
    leavesOf(branch).some((leaf) => typeof leaf !== 'string'),
  )
  if (expressions.length === 0) return value
  if (Array.isArray(value)) return value.map((item) => computed(tree, item, scope))
  const fields = new Map<string, unknown>(isContainer(value) ? Object.entries(value) : [])
  for (const [field, branch] of expressions) {
    const before = fields.get(field)
    const after =
      branch instanceof Map ? computed(branch, before, scope) : (branch as { value: Expression }).value(scope)
    if (after === undefined) fields.delete(field)
    else fields.set(field, after)
  }
  return Object.fromEntries(fields)
}
