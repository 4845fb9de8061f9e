import { describe, expect, it, test } from 'vitest'
import {
  answerBlock,
  answerLift,
  askLift,
  blocks,
  checkSubject,
  forgetAt,
  forgotten,
  normaliseSubject,
  proposeBlock,
  type Actor,
  type BlacklistLife,
  type Subject,
} from '../../../miniprogram/domain/blacklist/blacklist'
import { DAY_MS, endOfDay } from '../../../miniprogram/domain/values/days'
import { frozen, mainlandId, NOW, refusalOf, TODAY } from '../builders'
import { saidBy } from '../../locales/said-by'

const qin: Actor = { openid: 'qin', name: '秦立新' }
const tang: Actor = { openid: 'tang', name: '唐玉兰' }

const proposed = (): BlacklistLife => frozen(proposeBlock(qin, '多次冲卡', TODAY, null, NOW))
const inForce = (): BlacklistLife => frozen(answerBlock(proposed(), tang, true, NOW + 1))
const liftAsked = (): BlacklistLife => frozen(askLift(inForce(), qin, '已和解', NOW + 2))
const steps = (life: BlacklistLife) => life.history.map(({ action, byName }) => `${action} ${byName}`)

describe('a blacklist entry is proposed by one person and confirmed by another', () => {
  it('waits and blocks nothing until somebody else has confirmed it', () => {
    expect(proposed()).toMatchObject({ state: 'proposed', from: TODAY, until: null, askedBy: 'qin' })
    expect(blocks(proposed())).toBe(false)
    expect(refusalOf(() => answerBlock(proposed(), qin, true, NOW))?.code).toBe('SECOND_PERSON_NEEDED')
    expect(refusalOf(() => answerBlock(proposed(), qin, false, NOW))?.code).toBe('SECOND_PERSON_NEEDED')
  })

  it('is in force from the second person’s word on', () => {
    expect(inForce().state).toBe('active')
    expect(blocks(inForce())).toBe(true)
    expect(steps(inForce())).toEqual(['proposed 秦立新', 'confirmed 唐玉兰'])
  })

  it('rejected, never blocks, and can’t be confirmed any more', () => {
    const rejected = frozen(answerBlock(proposed(), tang, false, NOW))
    expect(rejected.state).toBe('rejected')
    expect(blocks(rejected)).toBe(false)
    const refusal = refusalOf(() => answerBlock(rejected, tang, true, NOW))
    expect([refusal?.code, saidBy(refusal)]).toEqual(['BLACKLIST_ANSWERED', '这一条已由唐玉兰处理，请刷新'])
  })
})

describe('lifting needs a second person likewise', () => {
  it('holds while the lifting waits', () => {
    expect(liftAsked()).toMatchObject({ state: 'liftAsked', askedBy: 'qin' })
    expect(blocks(liftAsked())).toBe(true)
    expect(refusalOf(() => answerLift(liftAsked(), qin, true, NOW))?.code).toBe('SECOND_PERSON_NEEDED')
  })

  it('whoever confirmed the entry may not lift it on an own request, but may answer another’s', () => {
    const asked = frozen(askLift(inForce(), tang, '误报', NOW))
    expect(refusalOf(() => answerLift(asked, tang, true, NOW))?.code).toBe('SECOND_PERSON_NEEDED')
    expect(answerLift(liftAsked(), tang, true, NOW).state).toBe('lifted')
  })

  it('agreed, ends it; declined, leaves it in force to be asked again', () => {
    const lifted = answerLift(liftAsked(), tang, true, NOW)
    expect(blocks(lifted)).toBe(false)
    const kept = frozen(answerLift(liftAsked(), tang, false, NOW))
    expect(kept.state).toBe('active')
    expect(askLift(kept, qin, '再次申请', NOW).state).toBe('liftAsked')
    expect(steps(kept)).toEqual([
      'proposed 秦立新',
      'confirmed 唐玉兰',
      'liftAsked 秦立新',
      'liftRejected 唐玉兰',
    ])
  })
})

describe('whom and why it names goes', () => {
  const until = TODAY
  const term = (): BlacklistLife => frozen(proposeBlock(qin, '冲卡', TODAY, until, NOW))
  const after = endOfDay(until) + 180 * DAY_MS
  test.each<[string, BlacklistLife, number | null, string]>([
    ['proposed for good: while it waits, never', proposed(), null, 'rejected'],
    ['proposed for a term and never answered: after it', term(), after, 'rejected'],
    ['in force for a term: after it', answerBlock(term(), tang, true, NOW), after, 'lifted'],
    ['in force for good: never', inForce(), null, 'lifted'],
    ['rejected: after that', answerBlock(proposed(), tang, false, NOW), NOW + 180 * DAY_MS, 'rejected'],
    ['lifted: after that', answerLift(liftAsked(), tang, true, NOW), NOW + 180 * DAY_MS, 'lifted'],
  ])('%s', (_, entry, at, state) => {
    expect(forgetAt(entry, 180)).toBe(at)
    const left = forgotten(entry, NOW + 400 * DAY_MS)
    expect(left.state).toBe(state)
    expect(left.history.map(({ reason }) => reason)).toEqual(left.history.map(() => null))
  })
})

test.each<[string, () => BlacklistLife, ReadonlyArray<'answer' | 'askLift' | 'answerLift'>]>([
  ['proposed', proposed, ['answer']],
  ['in force', inForce, ['askLift']],
  ['lift asked', liftAsked, ['answerLift']],
  ['lifted', () => answerLift(liftAsked(), tang, true, NOW), []],
  ['rejected', () => answerBlock(proposed(), tang, false, NOW), []],
])('an entry %s takes only the step that fits', (_, entry, fitting) => {
  const third: Actor = { openid: 'third', name: '第三人' }
  const tries = {
    answer: () => answerBlock(entry(), third, true, NOW),
    askLift: () => askLift(entry(), third, '误报', NOW),
    answerLift: () => answerLift(entry(), third, true, NOW),
  }
  for (const [name, attempt] of Object.entries(tries))
    expect([name, refusalOf(attempt)?.code ?? 'ok']).toEqual([
      name,
      (fitting as readonly string[]).includes(name) ? 'ok' : 'BLACKLIST_ANSWERED',
    ])
})

describe('from, until, reason', () => {
  test.each<[string, string | null, string]>([
    [TODAY, TODAY, 'ok'],
    [TODAY, null, 'ok'],
    [TODAY, '2026-05-22', 'BLACKLIST_DAYS'],
    ['2026-02-30', null, 'BLACKLIST_DAYS'],
    [TODAY, '2026-13-01', 'BLACKLIST_DAYS'],
  ])('%s until %s: %s', (from, until, code) => {
    expect(refusalOf(() => proposeBlock(qin, '冲卡', from, until, NOW))?.code ?? 'ok').toBe(code)
  })

  test.each([
    ['', 'BLACKLIST_REASON_REQUIRED'],
    ['  　', 'BLACKLIST_REASON_REQUIRED'],
    ['由'.repeat(200), 'ok'],
    ['由'.repeat(201), 'BLACKLIST_REASON_TOO_LONG'],
  ])('a reason is always given, up to 200 characters', (reason, code) => {
    expect(refusalOf(() => proposeBlock(qin, reason, TODAY, null, NOW))?.code ?? 'ok').toBe(code)
    expect(refusalOf(() => askLift(inForce(), qin, reason, NOW))?.code ?? 'ok').toBe(code)
  })
})

describe('whom an entry names', () => {
  const nobody: Subject = { name: '', documentKind: 'mainlandId', document: '', phone: '', plate: '' }
  const codeFor = (changes: Partial<Subject>) =>
    refusalOf(() => checkSubject(normaliseSubject({ ...nobody, ...changes }), TODAY))?.code ?? 'ok'

  test.each<[string, Partial<Subject>, string]>([
    ['nothing', {}, 'BLACKLIST_SUBJECT'],
    ['a name alone', { name: '韦某' }, 'BLACKLIST_SUBJECT'],
    ['an ID', { document: mainlandId(1) }, 'ok'],
    ['an ID with a wrong check character', { document: mainlandId(1).replace(/.$/, '0') }, 'DOCUMENT_CHECK'],
    ['an ID cut short', { document: '4503051990' }, 'DOCUMENT_LENGTH'],
    ['a phone', { phone: '138 0013 8000' }, 'ok'],
    ['a phone from abroad', { phone: '+85261234567' }, 'ok'],
    ['half a phone', { phone: '1380013' }, 'PHONE_INVALID'],
    ['a plate as written on the car', { plate: '桂c·12345' }, 'ok'],
    ['a plate with a letter O', { plate: '桂CO2345' }, 'PLATE_INVALID'],
    ['a person and a wrong plate', { phone: '13800138000', plate: 'ABC' }, 'PLATE_INVALID'],
  ])('%s', (_, changes, code) => expect(codeFor(changes)).toBe(code))

  it('is compared as bookings are: half-width, upper case, without dots and blanks', () => {
    expect(normaliseSubject({ ...nobody, phone: '＋86 13800138000', plate: ' 桂c·12345 ' })).toMatchObject({
      phone: '13800138000',
      plate: '桂C12345',
    })
  })
})
