import * as z from 'zod'
import {
  BLACKLIST_ACTIONS,
  BLACKLIST_LISTS,
  BLACKLIST_STATES,
  MAX_EVIDENCE,
} from '../miniprogram/domain/blacklist/blacklist'
import { action } from './action'
import { countedPage, cursor, day, documentKind, id, instant, typed } from './values'

const blacklistState = z.enum(BLACKLIST_STATES)

const row = z.object({
  id,
  state: blacklistState,
  /** Masked; empty when only a plate is listed. */
  name: z.string(),
  plate: z.string().nullable(),
  reason: z.string(),
  from: day,
  until: day.nullable(),
  /** The caller took the step that waits: somebody else has to answer. */
  mine: z.boolean(),
  changedAt: instant,
})

const changed = z.object({ blacklistId: id, state: blacklistState })

/** Blacklist of persons and plates (spec 5.4): proposed by one, confirmed by another; lifting likewise. */
export const blacklist = {
  'blacklist.propose': action({
    input: z.object({
      name: typed(100),
      documentKind,
      document: typed(60),
      phone: typed(60),
      plate: typed(40),
      reason: typed(400),
      /** `uploadId`s of kept pictures. */
      evidence: z.array(id).max(MAX_EVIDENCE),
      from: day,
      until: day.nullable(),
    }),
    output: changed,
  }),

  /** `waiting`: a second person has to answer; `active`: in force; `ended`: rejected or lifted. */
  'blacklist.list': action({
    input: z.object({ list: z.enum(BLACKLIST_LISTS), cursor: cursor.nullable() }),
    output: countedPage(row, ['waiting', 'active']),
  }),

  'blacklist.get': action({
    input: z.object({ blacklistId: id }),
    output: z.object({
      entry: row,
      documentKind,
      /** Masked; empty when not listed. */
      document: z.string(),
      phone: z.string(),
      /** Addresses that live for minutes. */
      evidence: z.array(z.string()),
      history: z.array(
        z.object({
          at: instant,
          action: z.enum(BLACKLIST_ACTIONS),
          byName: z.string(),
          reason: z.string().nullable(),
        }),
      ),
    }),
  }),

  /** The second person's word on a proposal. */
  'blacklist.answer': action({
    input: z.object({ blacklistId: id, accept: z.boolean() }),
    output: changed,
  }),

  'blacklist.askLift': action({
    input: z.object({ blacklistId: id, reason: typed(400) }),
    output: changed,
  }),

  /** The second person's word on lifting. `seen`: `changedAt` as they saw it; what was asked for since isn't agreed to unseen. */
  'blacklist.answerLift': action({
    input: z.object({ blacklistId: id, accept: z.boolean(), seen: instant.optional() }),
    output: changed,
  }),
}
