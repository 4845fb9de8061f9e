import { describe, expect, it, test, vi } from 'vitest'
import {
  applicationFaults,
  changeOf,
  listedPeople,
  newApplication,
  newPaper,
  paperFaults,
  papersOf,
  planOf,
  type ApplicationDraft,
  type Offered,
} from '../../console/pages/standing-pass/application'
import {
  leftOf,
  nothingSent,
  sendApplication,
  type Application,
  type Sender,
} from '../../console/pages/standing-pass/send-application'
import { demoGates } from '../../local/demo/places'
import { ApiError } from '../../miniprogram/api/api-error'
import { MAX_PEOPLE, MAX_PEOPLE_A_CALL } from '../../miniprogram/domain/standing-pass/standing-pass'
import { addDays } from '../../miniprogram/domain/values/days'
import { mainlandId, NOW, TODAY } from '../domain/builders'
import { standingPlan } from '../functions/standing'

const offered: Offered = {
  gates: demoGates.map(({ _id: id, ...gate }) => ({ id, ...gate })),
  standing: { standingLimit: 'days', standingDays: 200, termEnds: [] },
} as never
const lineOf = (number: number): string => `工人,${mainlandId(number)},,`
const listOf = (count: number): string => Array.from({ length: count }, (_, at) => lineOf(at + 1)).join('\n')
const draftWith = (typed: Partial<ApplicationDraft> = {}): ApplicationDraft => ({
  ...newApplication('logistics', NOW),
  ...{ why: '食堂劳务', listText: listOf(2), ...typed },
})
const paper = { ...newPaper([]), name: '健康证', until: TODAY }
const onItsWay = [{ key: 1, name: 'a.jpg', uploadId: null }]

describe('what keeps an application from being sent', () => {
  test.each<[string, Partial<ApplicationDraft>, RegExp[]]>([
    ['nothing', {}, []],
    ['no people', { listText: '' }, [/名单|人员/]],
    ['a broken row alone', { listText: '张三,450305199001011111,,' }, [/改好或删去/]],
    ['no use', { why: ' ' }, [/用途/]],
    ['no weekday', { weekdays: [] }, [/每周/]],
    ['cleared hours', { from: '' }, [/起止时间/]],
    ['cleared hours of all day', { from: '', allDay: true }, []],
    ['too late', { lastDay: addDays(TODAY, 300) }, [/最晚|最长|不能/]],
    ['more than one takes', { listText: listOf(MAX_PEOPLE + 1) }, [/分开申请/]],
    ['a paper without a name', { papers: [{ ...paper, name: '' }] }, [/证照/]],
    ['a paper that is over', { papers: [{ ...paper, until: addDays(TODAY, -1) }] }, [/有效期/]],
    ['a photo on its way', { papers: [{ ...paper, pictures: onItsWay }] }, [/照片还没有上传完/]],
    ['no people, to change one', { passId: 'pass', listText: '' }, []],
  ])('%s', (_, typed, faults) => {
    const draft = draftWith(typed)
    const listed = listedPeople(draft.listText, NOW)
    expect(applicationFaults(draft, listed, offered, NOW)).toEqual(
      faults.map((fault) => expect.stringMatching(fault) as string),
    )
  })

  it('says the same of papers alone', () => {
    expect(paperFaults([paper], NOW)).toEqual([])
    expect(
      paperFaults(
        [
          { ...paper, name: '' },
          { ...paper, name: '' },
        ],
        NOW,
      ),
    ).toHaveLength(1)
  })

  it('keeps those that the office approved, and wants a photo of a renewed one', () => {
    const stands = [{ name: paper.name, until: TODAY, photo: null }]
    expect(paperFaults([], NOW, stands)).toEqual([expect.stringMatching(/须保留/)])
    const renewed = { ...paper, until: addDays(TODAY, 9) }
    expect(paperFaults([renewed], NOW, stands)).toEqual([expect.stringMatching(/新照片/)])
  })
})

describe('what is sent', () => {
  it.each<[string, Partial<ApplicationDraft>, object]>([
    ['every day', { weekdays: [0, 1, 2, 3, 4, 5, 6] }, { weekdays: [] }],
    ['all day', { allDay: true }, { hours: null }],
    ['to midnight', { from: '18:00', until: '00:00' }, { hours: { from: 1080, until: 1440 } }],
    ['over midnight', { from: '22:00', until: '06:00' }, { hours: { from: 1320, until: 360 } }],
  ])('%s', (_, typed, plan) => {
    expect(planOf(draftWith(typed))).toMatchObject(plan)
  })

  it.each([
    ['all day', null],
    ['to midnight', { from: 1080, until: 1440 }],
    ['over midnight', { from: 1320, until: 360 }],
  ])('one that was sent back, of hours %s, goes out as it is', (_, hours) => {
    const plan = standingPlan({ hours, weekdays: [1, 3] })
    const stood = { pass: { id: 'pass', unitId: 'logistics' }, plan } as never
    expect(planOf(changeOf(stood))).toEqual(plan)
  })

  it('a new photo takes the place of the one before', () => {
    const sent = [{ key: 1, name: 'a.jpg', uploadId: 'new' }]
    expect(
      papersOf([
        { ...paper, photo: 'old' },
        { ...paper, photo: 'old', pictures: sent },
      ]),
    ).toMatchObject([{ photo: 'old' }, { photo: 'new' }])
  })
})

describe('sending', () => {
  const taken = (added: number) => ({ passId: 'made', state: 'asked' as const, added, refused: [] })
  const senderOf = () => ({
    apply: vi.fn<Sender['apply']>(({ people }) => Promise.resolve(taken(people.length))),
    revise: vi.fn<Sender['revise']>(() =>
      Promise.resolve({ passId: 'pass', state: 'returned' as const, refused: [] }),
    ),
    add: vi.fn<Sender['add']>(({ people }) => Promise.resolve(taken(people.length))),
  })
  const applicationOf = (draft: ApplicationDraft): Application => ({
    ...{ passId: draft.passId, unitId: draft.unitId, plan: planOf(draft), papers: [] },
    people: listedPeople(draft.listText, NOW).people,
  })
  const COUNT = 2 * MAX_PEOPLE_A_CALL + 3

  it('goes in as many calls as the list takes, each under an id of its own that stays', async () => {
    const sender = senderOf()
    const application = applicationOf(draftWith({ listText: listOf(COUNT) }))
    for (let again = 0; again < 2; again++) {
      const sent = nothingSent()
      await sendApplication(application, 'request', sender, sent)
      expect(sent).toEqual({ passId: 'made', asked: true, added: COUNT, through: COUNT, refused: [] })
    }
    const ids = sender.add.mock.calls.map(([, id]) => id)
    expect(ids).toEqual(['request-1', 'request-2', 'request-1', 'request-2'])
    expect(sender.apply.mock.calls.map(([, id]) => id)).toEqual(['request', 'request'])
  })

  it('names who can’t be on it by the place on the whole list', async () => {
    const sender = senderOf()
    const refused = [{ index: 1, code: 'DUPLICATE' as const, unitName: '基建处' }]
    sender.add.mockResolvedValueOnce({ ...taken(MAX_PEOPLE_A_CALL - 1), refused })
    const sent = nothingSent()
    await sendApplication(applicationOf(draftWith({ listText: listOf(COUNT) })), 'request', sender, sent)
    expect(sent.refused).toEqual([{ at: MAX_PEOPLE_A_CALL + 1, name: '工人', why: '已有基建处的长期通行' }])
  })

  it('a change of one that was sent back makes no other', async () => {
    const sender = senderOf()
    const sent = nothingSent()
    await sendApplication(applicationOf(draftWith({ passId: 'pass' })), 'request', sender, sent)
    expect([sender.apply.mock.calls.length, sender.revise.mock.calls.length]).toEqual([0, 1])
    expect(sender.add.mock.calls[0]?.[0]).toMatchObject({ passId: 'pass', people: [{}, {}] })
  })

  it('refused after the pass was made, it goes on with that pass and who isn’t on it', async () => {
    const sender = senderOf()
    const refused = [{ index: 0, code: 'BLACKLISTED' as const, unitName: '' }]
    sender.apply.mockResolvedValueOnce({ ...taken(MAX_PEOPLE_A_CALL - 1), refused })
    sender.add.mockRejectedValueOnce(new ApiError('TOO_MANY_SEARCHES', {}))
    const draft = draftWith({ listText: `姓名,证件号码\n${listOf(COUNT)}`, papers: [paper] })
    const sent = nothingSent()
    await expect(sendApplication(applicationOf(draft), 'request', sender, sent)).rejects.toThrow()
    leftOf(draft, listedPeople(draft.listText, NOW).rows, sent)
    expect(draft).toMatchObject({ passId: 'made', papers: [] })
    const left = listedPeople(draft.listText, NOW).people.map(({ document }) => document)
    const stay = [1, ...Array.from({ length: MAX_PEOPLE_A_CALL + 3 }, (_, at) => MAX_PEOPLE_A_CALL + 1 + at)]
    expect(left).toEqual(stay.map((number) => mainlandId(number)))
  })

  it('broken off before anything reached the server, it stays as it is', () => {
    const draft = draftWith()
    leftOf(draft, [1, 2], nothingSent())
    expect(draft).toEqual(draftWith())
  })
})
