import type { Output } from '../../../contract'
import { formatMoment } from '../../../miniprogram/locales/days'
import { sessionsWords } from '../../locales/zh/sessions'
import type { Question } from '../../shell/question'

/** A session as a row; moments in Shanghai's time. */
export interface SessionRow {
  id: string
  browser: string
  address: string
  began: string
  seen: string
  ends: string
  current: boolean
}

export const sessionRows = (sessions: Output<'console.sessions'>['sessions'], now: number): SessionRow[] =>
  sessions.map(({ id, browser, address, beganAt, seenAt, endsAt, current }) => ({
    ...{ id, address, current, browser: browser === '' ? sessionsWords.unknownBrowser : browser },
    began: formatMoment(beganAt, now),
    seen: formatMoment(seenAt, now),
    ends: formatMoment(endsAt, now),
  }))

/** What is ended: one sign-in, or all of them (`id` null). */
export type Ended = Pick<SessionRow, 'browser' | 'current'> & { id: string | null }

export const ALL: Ended = { id: null, browser: '', current: true }

/** Whoever ends the one they use signs in anew. */
export const endQuestion = ({ id, browser, current }: Ended): Question => ({
  ...{ key: id ?? '', action: sessionsWords.end, final: true, reason: null },
  title: id === null ? sessionsWords.endAllQuestion : sessionsWords.endThis(browser),
  note: current ? sessionsWords.endOwnNote : sessionsWords.endNote,
})
