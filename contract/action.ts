import type * as z from 'zod'

/** One action: whether it changes anything (then it needs a request id), what goes in, what comes out. */
export interface ActionShape<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  mutates: boolean
  input: I
  output: O
}

/** Keeps the exact types of an action's schemas. */
export function action<I extends z.ZodType, O extends z.ZodType>(
  shape: ActionShape<I, O>,
): ActionShape<I, O> {
  return shape
}
