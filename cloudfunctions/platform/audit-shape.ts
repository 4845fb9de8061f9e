import * as z from 'zod'
import { LAST_INSTANT } from '../../miniprogram/domain/values/days'
import type { AuditRow } from './audit'

/** A moment of which the day can be told. */
export const moment = z.int().min(0).max(LAST_INSTANT)

/**
 * What a row of the trail looks like, field by field. Whoever writes the database behind everybody's back may leave anything
 * there, and a row that can't be read must neither stop those who read the others nor pass for one that is as it was written.
 */
const row: z.ZodType<AuditRow> = z.strictObject({
  ...{ _id: z.string(), kind: z.literal('row'), at: moment, action: z.string() },
  by: z.strictObject({ kind: z.string(), id: z.string(), role: z.string() }),
  changes: z.array(
    z.strictObject({
      ...{ collection: z.string(), id: z.string() },
      ...{ from: z.string().nullable(), to: z.string().nullable() },
    }),
  ),
  ...{ follows: z.string(), salt: z.string(), mark: z.string(), mac: z.string() },
  seal: z.int().min(0),
  ids: z.array(z.strictObject({ hash: z.string(), id: z.string() })),
  ...{ namesVisitor: z.boolean(), sort: z.string() },
})

/** A document as a row of the trail; null: it isn't of that shape. */
export const readAuditRow = (document: unknown): AuditRow | null => row.safeParse(document).data ?? null

/** Those of the documents that are of the shape. */
export const readAuditRows = (documents: readonly unknown[]): AuditRow[] =>
  documents.flatMap((document) => readAuditRow(document) ?? [])
