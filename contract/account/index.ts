import * as z from 'zod'
import { ERASURE_STATES } from '../../miniprogram/domain/account/erasure'
import { ACCOUNT_REQUEST_STATES, ACCOUNT_STEPS, DUTY_ROLES } from '../../miniprogram/domain/account/accounts'
import { SETUP_OUTCOMES } from '../../miniprogram/domain/account/setup'
import { action } from '../action'
import { countedPage, cursor, day, gate, id, instant, mark, page, typed, visitRow, integer } from '../values'
import { directory } from './directory'
import { erasure, ownData } from './own-records'

const requestState = z.enum(ACCOUNT_REQUEST_STATES)

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

const approverAccount = z.object({
  /** openid of the approver; opaque to people. */
  id: z.string(),
  name: z.string(),
  units: z.array(z.object({ id, name: z.string() })),
  frozen: z.object({ reason: z.string(), since: instant }).nullable(),
  removed: z.boolean(),
  /** What became of it, latest last: by whom and why. */
  history: z.array(
    z.object({
      ...{ at: instant, action: z.enum(ACCOUNT_STEPS) },
      ...{ byName: z.string(), reason: z.string().nullable() },
    }),
  ),
})

const accountId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/)
const changed = z.object({ accountId })
const dutyRole = z.enum(DUTY_ROLES)

/** What the console's page shows, 128 bits. */
const signInCode = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

/** Who one is, and what one may be: staff, approver accounts, deputies (spec 1, 3). */
export const account = {
  /** Who I am and what waits for me: everything the first screen needs in one call. */
  me: action({
    input: z.object({}),
    output: z.object({
      now: instant,
      today: day,
      /** On the console alone: by it a page notices that somebody else has signed in since. It tells nothing of them. */
      person: mark.optional(),
      /** The own row of the directory; null: the caller is bound to none. */
      staffId: id.nullable(),
      staffName: z.string().nullable(),
      staffUnit: z.string().nullable(),
      approver: z
        .object({
          units: z.array(z.object({ id, name: z.string() })),
          frozen: z.object({ reason: z.string(), since: instant }).nullable(),
        })
        .nullable(),
      guard: z.object({ gates: z.array(gate) }).nullable(),
      desk: z.object({ campuses: z.array(z.object({ id, name: z.string() })) }).nullable(),
      /** `waiting`: account requests, blacklist steps, activities, and standing passes with their renewals that somebody of the office has to answer. */
      office: z.object({ waiting: integer }).nullable(),
      /** A setup code may be typed: the campus was deployed lately. */
      setup: z.boolean(),
      /** Phone reports are being taken now (spec 5.6); told to those whom it concerns: staff, desk, office. */
      emergency: z.boolean(),
      /** Numbers on the cards of the first screen. */
      waiting: z.object({
        approvals: integer,
        returned: integer,
        pending: integer,
        approved: integer,
      }),
      /** The own booking that waits for an approver; none when several do. */
      pending: z.array(visitRow),
      /** Approved visits of today whose end hasn't come, soonest end first; `right` says whether they let in now. */
      todayPasses: z.array(visitRow),
      /**
       * Own bookings that were revoked, cancelled or expired lately, their days not over or ended today: they never look
       * as if nothing had been booked. With the number of their unit; null: it has none.
       */
      ended: z.array(visitRow.extend({ unitPhone: z.string().nullable() })),
      /** Subscribe message templates by purpose, for wx.requestSubscribeMessage. */
      templates: z.object({ newBooking: z.string(), decision: z.string(), auditHead: z.string() }),
      /** Messages this person may still be sent, per template id (spec 7, Consent). */
      consents: z.record(z.string(), integer),
    }),
  }),

  /** Binds the caller to the directory by the phone number behind a `getPhoneNumber` code. */
  'staff.bind': action({
    input: z.object({ code: z.string().min(1).max(200) }),
    output: z.object({ name: z.string(), unitName: z.string() }),
  }),

  /** Makes the first office account by the setup code of a deployment. Every try that may be made is answered with its outcome. */
  'account.setUp': action({
    input: z.object({ code: typed(40), name: typed(100) }),
    output: z.object({ outcome: z.enum(SETUP_OUTCOMES), triesLeft: integer }),
  }),

  /** Asks for an approver account with a photo of the stamped 《增加访客审批账号信息表》. */
  'account.ask': action({
    input: z.object({
      unitId: id,
      reason: typed(200),
      leaderName: typed(100),
      /** `uploadId` of the kept picture. */
      form: id,
    }),
    output: z.object({ requestId: id, state: requestState }),
  }),

  'account.asked': action({
    input: z.object({}),
    output: z.object({ request: accountRequest.nullable() }),
  }),

  'account.requests': action({
    input: z.object({ state: requestState, cursor: cursor.nullable() }),
    output: countedPage(accountRequest.extend({ formUrl: z.string().nullable() }), ['open']),
  }),

  /** `seen`: `askedAt` as the office saw it; what was asked for since isn't granted unseen. */
  'account.answer': action({
    input: z.object({
      accountRequestId: id,
      accept: z.boolean(),
      reason: typed(200),
      seen: instant.optional(),
    }),
    output: z.object({ requestId: id, state: requestState }),
  }),

  /** By name; `text`: part of a name or of a unit's. Then a page may be empty although there is a next one. */
  'account.list': action({
    /** `removed`: those that were removed, instead of those there are. */
    input: z.object({
      ...{ cursor: cursor.nullable(), text: typed(60).optional() },
      removed: z.boolean().optional(),
    }),
    output: page(approverAccount),
  }),

  'account.freeze': action({
    input: z.object({ accountId, reason: typed(200) }),
    output: changed,
  }),

  'account.unfreeze': action({ input: z.object({ accountId }), output: changed }),

  'account.remove': action({
    input: z.object({ accountId, reason: typed(200) }),
    output: changed,
  }),

  /** Names a deputy for the caller's units; `staffId` as host.search gives it; null ends the deputyship. */
  'deputy.set': action({
    input: z.object({ staffId: id, firstDay: day, lastDay: day }).nullable(),
    output: z.object({ deputy: z.object({ name: z.string(), firstDay: day, lastDay: day }).nullable() }),
  }),

  'deputy.get': action({
    input: z.object({}),
    output: z.object({ deputy: z.object({ name: z.string(), firstDay: day, lastDay: day }).nullable() }),
  }),

  /** Accounts of one kind that work, by name: each with the gates or campuses it is for. */
  'duty.list': action({
    input: z.object({ role: dutyRole }),
    output: z.object({
      rows: z.array(
        z.object({
          ...{ accountId: z.string(), name: z.string(), gateIds: z.array(id), campusIds: z.array(id) },
          seen: mark,
        }),
      ),
      /** The caller's own, which the caller can't change. */
      own: z.string(),
    }),
  }),

  /** Makes somebody of the directory a guard, a desk or the office, or changes what the account is for. Never the own. */
  'duty.save': action({
    input: z
      .object({
        role: dutyRole,
        /** One of both: a row of the directory, bound to a WeChat, or an account there is. */
        staffId: id.nullable(),
        accountId: accountId.nullable(),
        gateIds: z.array(id).max(100),
        campusIds: z.array(id).max(20),
        seen: mark.optional(),
      })
      .refine(({ staffId, accountId }) => (staffId === null) !== (accountId === null)),
    output: changed,
  }),

  'duty.end': action({ input: z.object({ role: dutyRole, accountId }), output: changed }),

  ...directory,

  /** Whose screen a scanned code is on, to be compared with it before `console.confirm`. */
  'console.look': action({
    input: z.object({ code: signInCode }),
    output: z.object({
      /** Two digits that stand on that screen too. */
      digits: z.string(),
      browser: z.string(),
      /** Network address of the computer. */
      address: z.string(),
      beganAt: instant,
      endsAt: instant,
    }),
  }),

  /** Signs that browser in as the caller. */
  'console.confirm': action({ input: z.object({ code: signInCode }), output: z.object({}) }),

  /** It isn't the caller's screen: the code is worth nothing any more. */
  'console.refuse': action({ input: z.object({ code: signInCode }), output: z.object({}) }),

  /** Where the caller is signed in, latest first. */
  'console.sessions': action({
    input: z.object({}),
    output: z.object({
      sessions: z.array(
        z.object({
          id,
          browser: z.string(),
          address: z.string(),
          beganAt: instant,
          seenAt: instant,
          endsAt: instant,
          /** The one that asks; never on a phone. */
          current: z.boolean(),
        }),
      ),
    }),
  }),

  /** Ends one of the caller's sessions; null: all of them. One that is over already is ended too. */
  'console.end': action({
    input: z.object({ sessionId: id.nullable() }),
    output: z.object({}),
  }),

  /** Everything that is kept about the caller (spec 9). */
  'data.read': action({ input: z.object({}), output: ownData }),

  /** The same to take along as a file, which stands on the audit trail. */
  'data.export': action({ input: z.object({}), output: ownData }),

  /** Asks that it be erased: what nothing keeps goes within a day. */
  'data.erase': action({ input: z.object({}), output: erasure }),

  /** For the office: who asked isn't named, for nothing has to be answered. */
  'data.requests': action({
    input: z.object({ state: z.enum(ERASURE_STATES), cursor: cursor.nullable() }),
    output: page(erasure.extend({ id })),
  }),
}
