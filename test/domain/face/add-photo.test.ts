import { expect, test } from 'vitest'
import { addPhotoRefusal, type MaybePhotographed } from '../../../miniprogram/domain/face/add-photo'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { VISIT_STATES, type VisitState } from '../../../miniprogram/domain/visit/visit'
import { NOW, TODAY } from '../builders'

const LAST = addDays(TODAY, 30)
const person = (changes: Partial<MaybePhotographed> = {}): MaybePhotographed => ({
  ...{ state: 'approved', lastDay: LAST, standingPassId: 'pass', documentHash: 'hash', history: [] },
  ...changes,
})
const codeOf = (changes: Partial<MaybePhotographed>, now = NOW, facePhoto = true): string =>
  addPhotoRefusal(person(changes), now, { facePhoto })?.code ?? 'ok'
const { standingPassId: _, ...booking } = person()

test.each<[string, Partial<MaybePhotographed>, number, boolean, string]>([
  ['a person', {}, NOW, true, 'ok'],
  ['where none are taken', {}, NOW, false, 'FACE_OFF'],
  ['a vehicle alone', { documentHash: '' }, NOW, true, 'NOT_ALLOWED'],
  ['a vehicle alone where none are taken', { documentHash: '' }, NOW, false, 'NOT_ALLOWED'],
  [
    'whose papers ran out: the pass can come back',
    { right: { papersUntil: TODAY } },
    startOfDay(LAST),
    true,
    'ok',
  ],
  ['in the last moment', {}, startOfDay(addDays(LAST, 1)) - 1, true, 'ok'],
  ['once its days are over', {}, startOfDay(addDays(LAST, 1)), true, 'ALREADY_DECIDED'],
  [
    'in the night of its last day',
    { right: { hours: { from: 22 * 60, until: 6 * 60 } } },
    startOfDay(addDays(LAST, 1)),
    true,
    'ok',
  ],
])('a photo for a place on a standing pass, of %s', (_, changes, now, facePhoto, code) => {
  expect(codeOf(changes, now, facePhoto)).toBe(code)
})

test.each(
  VISIT_STATES.map((state): [VisitState, string] => [state, state === 'approved' ? 'ok' : 'ALREADY_DECIDED']),
)('on a pass that is %s: %s', (state, code) => expect(codeOf({ state })).toBe(code))

test('the photo of a booking goes with its form', () => {
  expect(addPhotoRefusal(booking, NOW, { facePhoto: true })?.code).toBe('NOT_ALLOWED')
})
