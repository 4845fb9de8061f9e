import type { Output } from '../../../contract'
import { formatMoment } from '../../../miniprogram/locales/days'
import { sessionsWords } from '../../locales/zh/sessions'

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
