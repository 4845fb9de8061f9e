import { DomainError } from '../errors'
import { startOfDay } from '../values/days'
import { endOfRight, type Validity } from '../values/validity'

/**
 * The office closes gates to vehicles for a time (spec 5.5). Instants in epoch milliseconds, `until` exclusive: one that was
 * ended before its time says so by it, so that a passage told later is judged by what held when it happened.
 */
export interface TrafficControl {
  gateIds: readonly string[]
  from: number
  until: number
}

const LONGEST_MS = 31 * 24 * 3_600_000

/** All that is wrong with a control as it is to be put up. Times that can't be read are NaN. */
export function controlErrors(
  { gateIds, from, until }: Pick<TrafficControl, 'gateIds' | 'from' | 'until'>,
  now: number,
): ('GATES_REQUIRED' | 'CONTROL_TIME')[] {
  const timely = until > from && until > now && until - from <= LONGEST_MS
  return [
    ...(gateIds.length === 0 ? (['GATES_REQUIRED'] as const) : []),
    ...(timely ? [] : (['CONTROL_TIME'] as const)),
  ]
}

/** Throws the first of `controlErrors`. */
export function checkControl(control: Pick<TrafficControl, 'gateIds' | 'from' | 'until'>, now: number): void {
  const [error] = controlErrors(control, now)
  if (error !== undefined) throw new DomainError(error)
}

/** Whether a control closes this gate at `now`. */
export const closes = (control: TrafficControl, gateId: string, now: number): boolean =>
  control.gateIds.includes(gateId) && control.from <= now && now < control.until

/** Whether the gate is closed to vehicles at `now`. */
export const closedToVehicles = (controls: readonly TrafficControl[], gateId: string, now: number): boolean =>
  controls.some((control) => closes(control, gateId, now))

/** Whether it is on at some moment of the days of a right, the morning after its last night among them. */
export const isOnSome = (
  { from, until }: Pick<TrafficControl, 'from' | 'until'>,
  right: Pick<Validity, 'firstDay' | 'lastDay' | 'hours'>,
): boolean => from < endOfRight(right) && startOfDay(right.firstDay) < until
