import * as z from 'zod'
import { HOST_CONFIRMATIONS } from '../../miniprogram/domain/visit/host-confirmation'
import { VISIT_TABS } from '../../miniprogram/domain/visit/visit'
import { action } from '../action'
import { countedPage, cursor, id, instant, typed, visitRow } from '../values'

/** Finding a host, and what a host says of a booking (spec 2, 3). */
export const hosts = {
  /** Part of a name → at most 10 rows with name and unit only (spec 2, Host); `unitId`: of this unit alone. */
  'host.search': action({
    input: z.object({ text: typed(60), unitId: id.optional() }),
    output: z.object({ rows: z.array(z.object({ hostId: id, name: z.string(), unitName: z.string() })) }),
  }),

  /** Bookings that name the caller as host, latest first by tab. */
  'host.visits': action({
    input: z.object({ list: z.enum(VISIT_TABS).extract(['pending', 'approved']), cursor: cursor.nullable() }),
    output: countedPage(visitRow.extend({ hostConfirmation: z.enum(HOST_CONFIRMATIONS) }), [
      'pending',
      'approved',
    ]),
  }),

  /** `seen`: `submittedAt` as the host saw it; nobody gives their word for what its visitor put in since. */
  'host.confirm': action({
    input: z.object({
      visitId: id,
      word: z.enum(HOST_CONFIRMATIONS).exclude(['none']),
      seen: instant.optional(),
    }),
    output: z.object({ visitId: id }),
  }),

  /** One host by id, for a form that a code or card opened. */
  'host.get': action({
    input: z.object({ hostId: id }),
    output: z.object({ host: z.object({ hostId: id, name: z.string(), unitName: z.string() }) }),
  }),

  /** The caller's own Mini Program code for posters and chats: a picture for some minutes. */
  'host.code': action({
    input: z.object({}),
    output: z.object({ hostId: id, name: z.string(), unitName: z.string(), url: z.string() }),
  }),
}
