import { invalidRequest } from '../../errors'
import { ofList, type Operator } from '../operator'
import { isAbsent, wholeNumberIn } from '../values'

type Find = (value: unknown, wanted: unknown, start: number, end: number) => number

/** The `$indexOf…` operators: where something stands in a value, between two places if they are given; else -1. */
export function indexOf(name: string, find: Find): Operator {
  return ofList(name, { least: 2, most: 4 }, (value, wanted, start, end) => {
    if (isAbsent(value)) return null
    const [from, to] = [placeIn(name, start, 0), placeIn(name, end, Infinity)]
    return from > to ? -1 : find(value, wanted, from, to)
  })
}

function placeIn(name: string, value: unknown, fallback: number): number {
  if (value === undefined) return fallback
  const place = wholeNumberIn(name, value)
  if (place < 0) throw invalidRequest(`${name} requires a nonnegative place`)
  return place
}
