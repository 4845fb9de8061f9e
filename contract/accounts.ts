import * as z from 'zod'
import { action } from './action'
import { cursor, day, fileId, id, instant, page, typed } from './values'

const requestState = z.enum(['open', 'accepted', 'refused'])

const accountRequest = z.object({
  id,
  state: requestState,
  name: z.string(),
  unitId: id,
  unitName: z.string(),
  reason: z.string(),
  leaderName: z.string(),
  askedAt: instant,
  /** Why it was refused. */
  answer: z.string().nullable(),
})

const account = z.object({
  /** openid of the approver; opaque to people. */
  id: z.string(),
  name: z.string(),
  units: z.array(z.object({ id, name: z.string() })),
  frozen: z.object({ reason: z.string(), since: instant }).nullable(),
  removed: z.boolean(),
})

const accountId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/)
const changed = z.object({ accountId })

/** Staff, approver accounts and deputies (spec 1, 3). */
export const accounts = {
  /** Binds the caller to the directory by the phone number behind a `getPhoneNumber` code. */
  'staff.bind': action({
    mutates: true,
    input: z.object({ code: z.string().min(1).max(200) }),
    output: z.object({ name: z.string(), unitName: z.string() }),
  }),
  'unit.list': action({
    mutates: false,
    input: z.object({}),
    output: z.object({
      units: z.array(
        z.object({
          id,
          name: z.string(),
          campusName: z.string(),
          /** False: the campus has no gate system, bookings are made elsewhere (spec 2). */
          hasGates: z.boolean(),
          phone: z.string().nullable(),
        }),
      ),
    }),
  }),

  /** Asks for an approver account with a photo of the stamped 《增加访客审批账号信息表》. */
  'account.ask': action({
    mutates: true,
    input: z.object({ unitId: id, reason: typed(200), leaderName: typed(100), form: fileId }),
    output: z.object({ requestId: id, state: requestState }),
  }),
  'account.asked': action({
    mutates: false,
    input: z.object({}),
    output: z.object({ request: accountRequest.nullable() }),
  }),
  'account.requests': action({
    mutates: false,
    input: z.object({ state: requestState, cursor: cursor.nullable() }),
    output: page(accountRequest.extend({ formUrl: z.string().nullable() })),
  }),
  'account.answer': action({
    mutates: true,
    input: z.object({ accountRequestId: id, accept: z.boolean(), reason: typed(200) }),
    output: z.object({ requestId: id, state: requestState }),
  }),

  /** By name; `text`: part of a name or of a unit's. Then a page may be empty although there is a next one. */
  'account.list': action({
    mutates: false,
    input: z.object({ cursor: cursor.nullable(), text: typed(60).optional() }),
    output: page(account),
  }),
  'account.freeze': action({
    mutates: true,
    input: z.object({ accountId, reason: typed(200) }),
    output: changed,
  }),
  'account.unfreeze': action({ mutates: true, input: z.object({ accountId }), output: changed }),
  'account.remove': action({
    mutates: true,
    input: z.object({ accountId, reason: typed(200) }),
    output: changed,
  }),

  /** Names a deputy for the caller's units; `staffId` as host.search gives it; null ends the deputyship. */
  'deputy.set': action({
    mutates: true,
    input: z.object({ staffId: id, firstDay: day, lastDay: day }).nullable(),
    output: z.object({ deputy: z.object({ name: z.string(), firstDay: day, lastDay: day }).nullable() }),
  }),
  'deputy.get': action({
    mutates: false,
    input: z.object({}),
    output: z.object({ deputy: z.object({ name: z.string(), firstDay: day, lastDay: day }).nullable() }),
  }),
}
