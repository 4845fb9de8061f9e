import { expect, it } from 'vitest'
import type { CallRow, NoticeCard } from '../../../local/preview/protocol'
import { concerns } from '../../../local/preview/stage/concerns'
import { after, AT_THE_BEGINNING, STEPS, type Happening } from '../../../local/preview/stage/tour'

const call = (action: string, at = 1000, outcome: CallRow['outcome'] = 'ok', person = '韦建国') => ({
  call: { id: at, name: 'api', action, person, durationMs: 100, outcome, message: '', at },
})
const notice = (page: string, at: number): { notice: NoticeCard } => ({
  notice: { id: at, to: null, title: '', fields: [], page, at },
})
const told = (at: number) => notice('staff/approvals/visit/visit?id=1', at)

const IN_ORDER = [
  call('visit.submit', 1000),
  told(1200),
  call('approval.approve', 2000),
  call('pass.issue', 3000),
  call('gate.check', 4000),
]

it.each<[string, Happening[], number]>([
  ['nothing', [], 0],
  ['each step in its turn', IN_ORDER, 5],
  ['the first two', IN_ORDER.slice(0, 2), 2],
  [
    'a notice that comes before the answer of the call it is about',
    [told(950), call('visit.submit', 1000)],
    2,
  ],
  ['a notice of an earlier booking', [told(500), call('visit.submit', 1000)], 1],
  ['nobody could be told, and somebody looked', [IN_ORDER[0]!, call('approval.approve')], 3],
  ['many at once', [IN_ORDER[0]!, call('approval.decideMany')], 3],
  ['the guard looks somebody up who never opened the pass', [...IN_ORDER.slice(0, 3), IN_ORDER[4]!], 5],
  ['a lane reads the pass', [call('POST /v1/verify')], 5],
  ['the pass again after the gate', [...IN_ORDER, call('pass.issue', 5000)], 5],
  ['what is refused', [call('visit.submit', 1000, 'refused')], 0],
  ['a notice to the visitor', [IN_ORDER[0]!, notice('pages/records/visit/visit?id=1', 1200)], 1],
  ['the next booking', [...IN_ORDER, call('visit.submit', 9000)], 1],
  ['sent back and sent again', [...IN_ORDER.slice(0, 2), call('visit.revise', 9000), told(9100)], 2],
])('the tour after %s', (_what, happenings, done) => {
  expect(happenings.reduce(after, AT_THE_BEGINNING).done).toBe(done)
})

it('has a step for each happening of the job', () => {
  expect(STEPS.map(({ reached }) => IN_ORDER.map((each) => reached(each)).indexOf(true))).toEqual([
    0, 1, 2, 3, 4,
  ])
})

it.each([
  ['a booking sent by another', call('visit.submit'), '林晓雨', true],
  ['the own one', call('visit.submit'), '韦建国', false],
  ['one that was refused', call('visit.submit', 1, 'refused'), '林晓雨', false],
  ['a list that is read', call('approval.list'), '林晓雨', false],
  ['a reminder allowed', call('consent.record'), '林晓雨', false],
  ['somebody at a lane', call('POST /v1/verify', 1, 'ok', '校门设备'), '林晓雨', true],
  ['a device that asks for its list', call('GET /v1/snapshot', 1, 'ok', '校门设备'), '林晓雨', false],
] as const)('whether a phone looks after %s', (_what, happening, name, looks) => {
  expect(concerns(happening.call, { name, role: '访客' })).toBe(looks)
})

it.each([
  ['visit.submit', false],
  ['approval.approve', false],
  ['gate.check', true],
  ['traffic.close', true],
] as const)('whether a guard’s phone looks after %s', (action, looks) => {
  expect(concerns(call(action).call, { name: '黄大勇', role: '门岗' })).toBe(looks)
})
