import * as z from 'zod'
import { IDENTITY_KINDS } from '../../miniprogram/domain/visit/duplicates'
import { action } from '../action'
import { cursor, day, id, instant, page, releaseField, releaseState as state, visitRow } from '../values'

const field = z.enum(IDENTITY_KINDS)

/** An open request as the approvers of its booking have it; who asks is not told. `cancel`, `change`: the visitor themself. */
export const releaseRequest = z.object({
  id,
  field: releaseField,
  askedAt: instant,
  wantedFirstDay: day,
  wantedLastDay: day,
  reason: z.string().nullable(),
  /** Of `change`: the plate it shall have; null: as it is. */
  wantedPlate: z.string().nullable(),
})

/** Asking another booking to let go of an ID, phone or plate (spec 2, Conflict card). */
export const releases = {
  /** `visitId` and `field` as the DUPLICATE refusal named them. */
  'release.ask': action({
    input: z.object({ visitId: id, field, firstDay: day, lastDay: day }),
    output: z.object({ releaseId: id, state }),
  }),

  /** Open requests to the caller's units, latest first. */
  'release.list': action({
    input: z.object({ cursor: cursor.nullable() }),
    output: page(z.object({ ...releaseRequest.shape, visit: visitRow })),
  }),

  /** `release` true ends the booking in the way: revoked if approved, returned if pending; of `change` it makes the change. */
  'release.answer': action({
    /** `seen`: `askedAt` as the approver saw it; what was asked for since isn't agreed to unseen. */
    input: z.object({ releaseId: id, release: z.boolean(), seen: instant.optional() }),
    output: z.object({ releaseId: id, state }),
  }),
}
