import { dayOf, type Day } from '../values/days'

/**
 * The privacy guide as it is now, by the day from which its text holds (scripts/privacy): raised with the text, so that
 * everybody is asked again (spec 2, Privacy).
 */
export const GUIDE_VERSION = '2026-12-01'

/** Which guide the visitor ticked, and when, epoch ms. It goes with the form and is remembered for the next one. */
export interface PrivacyTick {
  version: string
  at: number
}

/** What a tick at this moment says. */
export const tickedAt = (now: number): PrivacyTick => ({ version: GUIDE_VERSION, at: now })

/** It is the present guide that was ticked, and not on a day to come. */
export const isTicked = (tick: PrivacyTick | undefined, today: Day): tick is PrivacyTick =>
  tick?.version === GUIDE_VERSION && dayOf(tick.at) <= today

/** The form with the tick that this phone gave for an earlier one, while that is of the present guide. */
export const rememberTick = <F extends { privacy?: PrivacyTick | undefined }>(
  form: F,
  earlier: PrivacyTick | undefined,
  today: Day,
): F => (isTicked(form.privacy, today) || !isTicked(earlier, today) ? form : { ...form, privacy: earlier })
