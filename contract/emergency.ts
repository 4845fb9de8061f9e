import * as z from 'zod'
import { OPEN_PASSES, REPORT_STATES } from '../miniprogram/domain/emergency/emergency'
import { action } from './action'
import { countedPage, cursor, day, direction, id, instant, typed } from './values'

const reportState = z.enum(REPORT_STATES)

/** Phone reports behind the office’s switch (spec 5.6). */
export const emergency = {
  /** Whether the emergency mode is on (spec 5.6); closed, the desk's form says so. */
  'emergency.get': action({
    input: z.object({}),
    output: z.object({
      on: z.boolean(),
      since: instant.nullable(),
      byName: z.string(),
      reason: z.string(),
      /** Latest first; for desk and office only, empty for everybody else. */
      history: z.array(z.object({ on: z.boolean(), at: instant, byName: z.string(), reason: z.string() })),
    }),
  }),

  'emergency.switch': action({
    input: z
      .object({
        on: z.boolean(),
        reason: typed(200),
        /** Switching off: whether the open passes hold to the end of their days, or end now. */
        openPasses: z.enum(OPEN_PASSES).optional(),
      })
      .refine(({ on, openPasses }) => on || openPasses !== undefined, { path: ['openPasses'] }),
    output: z.object({ on: z.boolean() }),
  }),

  /** The desk records a phone call and gives a numbered pass that the named gates accept. */
  'emergency.report': action({
    input: z.object({
      hostName: typed(100),
      unitName: typed(100),
      /** The named gates take a vehicle whatever it comes for; the fee is that of the purpose. */
      purpose: id,
      name: typed(100),
      phone: typed(30),
      plate: typed(40),
      gateIds: z.array(id).min(1).max(50),
      firstDay: day,
      lastDay: day,
      note: typed(200),
    }),
    output: z.object({ visitId: id, number: z.string() }),
  }),

  /** Reports of the caller’s campuses; a page may hold fewer than it could although there is a next one. */
  'emergency.list': action({
    input: z.object({ list: reportState, cursor: cursor.nullable() }),
    output: countedPage(
      z.object({
        id,
        number: z.string(),
        /** Masked. */
        name: z.string(),
        hostName: z.string(),
        unitName: z.string(),
        plate: z.string().nullable(),
        gateNames: z.array(z.string()),
        firstDay: day,
        lastDay: day,
        byName: z.string(),
        at: instant,
        note: z.string(),
        /** What happened at gates, latest first. */
        passages: z.array(z.object({ at: instant, gateName: z.string(), direction, allowed: z.boolean() })),
        inside: z.boolean(),
        state: reportState,
        steps: z.array(z.object({ at: instant, byName: z.string(), state: reportState, note: z.string() })),
      }),
      ['open', 'needsExplanation'],
    ),
  }),

  /** `matched`: what was told agrees with what happened; else it has to be explained, and why. */
  'emergency.reconcile': action({
    input: z.object({ visitId: id, matched: z.boolean(), note: typed(200) }),
    output: z.object({ visitId: id }),
  }),
}
