import type * as z from 'zod'

/** What goes into one action, and what comes out. The rest of it stands in miniprogram/actions.ts. */
export interface ActionShape<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
}

/** Keeps the exact types of an action's schemas. */
export function action<I extends z.ZodType, O extends z.ZodType>(
  shape: ActionShape<I, O>,
): ActionShape<I, O> {
  return shape
}
