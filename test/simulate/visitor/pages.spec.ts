import { describe, expect, test } from '@jest/globals'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { SIGNED_STATEMENT_LENGTH } from '../../../miniprogram/domain/pass/pass'
import { takeWantedList, wantList } from '../../../miniprogram/pages/records/list/wanted-list'
import { detailOf, GATES, meOf, rowOf } from '../../views/visitor/builders'
import { drawnRows, openPage, refused, settled, type Answers } from '../staff/stage'
import { visitorPhone } from './phone'

const today = dayOf(Date.now())
const valid = rowOf({ state: 'approved', firstDay: today, lastDay: addDays(today, 1) })
const issued = {
  statement: toBase64Url(new Uint8Array(SIGNED_STATEMENT_LENGTH).fill(1)),
  shortCode: 'ABCD2345',
  visit: valid,
  headCount: 1,
  gates: GATES,
  delivery: [],
  purposeClass: 'private',
  ways: ['qr', 'shortCode'],
}

describe('the first screen', () => {
  test('leads from today’s pass to its code and from a card to its list', async () => {
    const me = meOf({ todayPasses: [valid], waiting: { approvals: 0, returned: 1, pending: 0, approved: 0 } })
    const phone = visitorPhone({ me })
    const home = openPage('pages/home/home').instance as any
    await settled()
    expect(home.data).toMatchObject({ stage: 'ready', bookingFirst: false })
    home.onPass({ currentTarget: { dataset: { id: 'visit-1' } } })
    home.onCard({ currentTarget: { dataset: { target: 'returned' } } })
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/pass/pass?id=visit-1' })
    expect(phone.switchTab).toHaveBeenCalledWith({ url: '/pages/records/list/list' })
    expect(takeWantedList()).toBe('returned')
  })

  test('offers to go on with what was begun, and leads to the form', async () => {
    const host = { hostId: 'staff-1', name: '覃海燕', unitName: '计算机学院' }
    const phone = visitorPhone({ me: meOf() }, { draft: { form: BLANK_FORM, host } })
    const home = openPage('pages/home/home').instance as any
    await settled()
    expect(home.data.draft).toBe('找覃海燕（计算机学院）')
    home.onBook()
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/booking/form/form' })
  })

  test('without network it still has the pass this phone keeps', async () => {
    visitorPhone({ me: 'offline' }, { passes: [{ ...valid, lastDate: valid.lastDay }] })
    const home = openPage('pages/home/home').instance as any
    await settled()
    expect(home.data).toMatchObject({ stage: 'failed', passes: [{ id: 'visit-1' }] })
  })
})

describe('choosing a host', () => {
  test('asks after a pause, for the last text only, and hands the row back', async () => {
    const rows = [{ hostId: 'staff-1', name: '覃海燕', unitName: '计算机学院' }]
    const phone = visitorPhone({ 'host.search': { rows } })
    const host = openPage('pages/booking/host/host').instance as any
    const chosen: unknown[] = []
    host.getOpenerEventChannel = () => ({ emit: (_name: string, row: unknown) => chosen.push(row) })
    host.onType({ detail: { value: 'q' } })
    host.onType({ detail: { value: 'qh' } })
    host.onType({ detail: { value: 'qhy' } })
    await settled(500)
    expect(phone.called('host.search').map(({ input }) => input.text)).toEqual(['qhy'])
    host.onChoose({ currentTarget: { dataset: { at: 0 } } })
    expect(chosen).toEqual(rows)
    expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  })
})

describe('choosing a host of a unit', () => {
  test('searches its people only, and everybody on a tap', async () => {
    const phone = visitorPhone({ 'host.search': { rows: [] } })
    const host = openPage('pages/booking/host/host', { unit: 'literature', name: '文学院' }).instance as any
    expect(host.data.within).toBe('文学院')
    host.onType({ detail: { value: '李伟' } })
    await settled(500)
    host.onEveryUnit()
    await settled()
    expect(phone.called('host.search').map(({ input }) => input)).toEqual([
      { text: '李伟', unitId: 'literature' },
      { text: '李伟' },
    ])
    expect(host.data.within).toBe('')
  })
})

describe('a code', () => {
  const url = 'http://127.0.0.1/code.png'
  const [computing, literature] = [
    { unitId: 'computing', name: '计算机学院' },
    { unitId: 'literature', name: '文学院' },
  ]

  test('of the host is shared with the host filled in', async () => {
    visitorPhone({ 'host.code': { hostId: 'staff-1', name: '覃海燕', unitName: '计算机学院', url } })
    const page = openPage('pages/host/code/code').instance as any
    await settled()
    expect(page.data).toMatchObject({ stage: 'ready', name: '覃海燕', beneath: '计算机学院', units: [] })
    expect(page.onShareAppMessage()).toEqual({
      title: '预约来访：覃海燕-计算机学院',
      path: '/pages/booking/form/form?host=staff-1',
    })
  })

  test('of a unit is shared with the unit given; one of several is chosen', async () => {
    const units = [computing, literature]
    const answers = units.map((unit) => ({ unit, url, units }))
    const phone = visitorPhone({ 'unit.code': () => answers.shift() ?? {} })
    const page = openPage('pages/host/code/code', { of: 'unit' }).instance as any
    await settled()
    expect(page.data).toMatchObject({ name: '计算机学院', beneath: '' })
    page.onUnit({ currentTarget: { dataset: { id: 'literature' } } })
    await settled()
    expect(phone.called('unit.code').map(({ input }) => input)).toEqual([{}, { unitId: 'literature' }])
    expect(page.onShareAppMessage()).toEqual({
      title: '预约来访：文学院',
      path: '/pages/booking/form/form?unit=literature',
    })
    expect(page.data.units.map(({ chosen }: any) => chosen)).toEqual([false, true])
  })
})

describe('own bookings', () => {
  test('load on showing, page on reaching the end, reload on another tab', async () => {
    const phone = visitorPhone({
      me: meOf({ waiting: { approvals: 0, returned: 0, pending: 2, approved: 1 } }),
      'visit.list': () => ({ rows: [rowOf({ id: `visit-${Math.random()}` })], next: 'after' }),
    })
    wantList('pending')
    const list = openPage('pages/records/list/list').instance as any
    await settled()
    list.onReachBottom()
    await settled()
    expect(drawnRows(list.data.cards)).toHaveLength(2)
    list.onTab({ detail: { value: 'ended' } })
    await settled()
    expect(list.data).toMatchObject({ chosen: 'ended', cards: [{ rows: [{ title: '因私来访' }] }] })
    expect(phone.called('visit.list').map(({ input }) => [input.list, input.cursor])).toEqual([
      ['pending', null],
      ['pending', 'after'],
      ['ended', null],
    ])
  })

  test.each([
    ['a page more, asked for before the list was read anew', (list: any) => list.onReachBottom()],
    ['the list, asked for before it was asked for again', (list: any) => list.onShow()],
  ])('an answer that comes late doesn’t bring back what was: %s', async (_, ask) => {
    let late: (page: object) => void = () => undefined
    const pages = [
      { rows: [rowOf({ id: 'old' })], next: 'after' },
      new Promise<object>((resolve) => (late = resolve)),
      { rows: [rowOf({ id: 'new' })], next: null },
    ]
    const waiting = { approvals: 0, returned: 0, pending: 2, approved: 0 }
    visitorPhone({ me: meOf({ waiting }), 'visit.list': () => pages.shift() as object })
    wantList('pending')
    const list = openPage('pages/records/list/list').instance as any
    await settled()
    ask(list)
    await settled()
    list.onShow()
    await settled()
    late({ rows: [rowOf({ id: 'late' })], next: null })
    await settled()
    expect(drawnRows(list.data.cards).map(({ id }: any) => id)).toEqual(['new'])
    expect(list.data).toMatchObject({ waiting: false, end: 'all' })
  })

  test('say how many there are, and go where something is unless a tab was chosen', async () => {
    const phone = visitorPhone({
      me: meOf({ waiting: { approvals: 0, returned: 0, pending: 0, approved: 1 } }),
      'visit.list': () => ({
        rows: phone.called('visit.list').at(-1)?.input.list === 'approved' ? [rowOf()] : [],
        next: null,
      }),
    })
    const list = openPage('pages/records/list/list').instance as any
    await settled()
    expect(list.data).toMatchObject({ chosen: 'approved', stage: 'rows' })
    expect(list.data.tabs.map(({ count }: any) => count)).toEqual(['', '1', '', ''])
    list.onTab({ detail: { value: 'returned' } })
    list.onShow()
    await settled()
    expect(list.data).toMatchObject({ chosen: 'returned', stage: 'empty' })
    expect(phone.called('visit.list').at(-1)?.input.list).toBe('returned')
  })

  test('one that waits opens itself from the first screen', async () => {
    const pending = [rowOf({ id: 'visit-7', state: 'pending' })]
    const me = meOf({ pending, waiting: { approvals: 0, returned: 0, pending: 1, approved: 0 } })
    const phone = visitorPhone({ me })
    const home = openPage('pages/home/home').instance as any
    await settled()
    const { target, visitId: visit } = home.data.cards.at(-1)
    home.onCard({ currentTarget: { dataset: { target, visit } } })
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/records/visit/visit?id=visit-7' })
  })

  test('open on the tab that was asked for', async () => {
    const phone = visitorPhone({ me: meOf(), 'visit.list': { rows: [], next: null } })
    wantList('approved')
    const list = openPage('pages/records/list/list').instance as any
    await settled()
    expect(list.data).toMatchObject({ chosen: 'approved', stage: 'empty' })
    expect(phone.called('visit.list').map(({ input }) => input.list)).toEqual(['approved'])
  })

  test('cancelling asks first, forgets the pass, and shows the new state', async () => {
    let cancelled = false
    const phone = visitorPhone(
      {
        'visit.get': () =>
          detailOf(
            { state: cancelled ? 'cancelled' : 'approved' },
            {
              allowedActions: {
                revise: false,
                cancel: !cancelled,
                askCancel: false,
                askChange: false,
                pass: !cancelled,
                addPhoto: false,
                bookAgain: cancelled,
              },
            },
          ),
        'visit.cancel': () => {
          cancelled = true
          return { visitId: 'visit-1', state: 'cancelled' }
        },
      },
      { 'pass:visit-1': issued, passes: [valid] },
    )
    const visit = openPage('pages/records/visit/visit', { id: 'visit-1' }).instance as any
    await settled()
    phone.showModal.mockResolvedValueOnce({ confirm: false })
    await visit.onCancel()
    expect(phone.called('visit.cancel')).toHaveLength(0)
    await visit.onCancel()
    await settled()
    expect(visit.data).toMatchObject({ state: 'cancelled', mayCancel: false })
    expect([phone.stored('pass:visit-1'), phone.stored('passes')]).toEqual([null, []])
  })

  test.each([
    ['INTERNAL', '还不能确定是否办好'],
    ['CANCEL_BY_APPROVER', '没有取消'],
  ])('a cancelling answered with %s is spoken of as what is known: %s', async (code, title) => {
    const { allowedActions } = detailOf()
    const phone = visitorPhone({
      'visit.get': detailOf({ state: 'approved' }, { allowedActions: { ...allowedActions, cancel: true } }),
      'visit.cancel': refused(code, { requestId: 'r' }),
    })
    const visit = openPage('pages/records/visit/visit', { id: 'visit-1' }).instance as any
    await settled()
    await visit.onCancel()
    expect(phone.showModal).toHaveBeenLastCalledWith(expect.objectContaining({ title, showCancel: false }))
  })

  test('is looked at again while the gates are being told, until they know or the page is left', async () => {
    let state: 'delivering' | 'effective' = 'delivering'
    visitorPhone({
      'visit.get': () =>
        detailOf(
          { state: 'approved' },
          { delivery: [{ gateId: 'west', gateName: '育才西门', state, ways: [] }] },
        ),
    })
    const visit = openPage('pages/records/visit/visit', { id: 'visit-1' }).instance as any
    await settled(300)
    expect([visit.data.delivery[0].word, visit.again]).toEqual(['下发中', expect.any(Number)])
    visit.onHide()
    expect(visit.again).toBe(0)
    visit.onShow()
    await settled(300)
    expect(visit.again).not.toBe(0)
    state = 'effective'
    await visit.refreshDelivery()
    expect([visit.data.delivery[0].word, visit.again]).toEqual(['各校门均已生效', 0])
  })
})

describe('the face photo of a standing pass', () => {
  const { allowedActions } = detailOf()
  /** Its page, and what taking a photo answers it. */
  async function opened(answers: Answers) {
    let face: object | null = null
    const phone = visitorPhone({
      'visit.get': () =>
        detailOf(
          { state: 'approved', standing: true },
          { allowedActions: { ...allowedActions, pass: true, addPhoto: true }, face: face as never },
        ),
      'face.withdraw': () => {
        face = null
        return { visitId: 'visit-1' }
      },
      ...answers,
    })
    const kept = { url: 'https://photo', consentAt: Date.now() }
    const page = openPage('pages/records/visit/visit', { id: 'visit-1' })
    await settled()
    const instance = page.instance as any
    const take = async (photoId: string) => {
      instance.onAddPhoto()
      await settled()
      const [asked] = phone.navigateTo.mock.calls.slice(-1) as any
      asked[0].events.taken({ photoId, path: 'a.jpg' })
      await settled()
    }
    return { phone, instance, take, keep: () => void (face = kept) }
  }

  test('is taken with the consent for it, shown, and withdrawn', async () => {
    let keep = () => {}
    const opening = await opened({
      'face.add': () => {
        keep()
        return { visitId: 'visit-1' }
      },
    })
    keep = opening.keep
    const { phone, instance, take } = opening
    expect(instance.data.face).toMatchObject({ url: '', addWords: '添加人脸照片', mayWithdraw: false })
    await take('photo-1')
    expect(phone.navigateTo.mock.calls[0]?.[0].url).toBe('/face/capture/capture?use=standing')
    expect(phone.called('face.add').map(({ input }) => input)).toEqual([
      { visitId: 'visit-1', photoId: 'photo-1' },
    ])
    expect(instance.data.face).toMatchObject({ url: 'https://photo', addWords: '换一张', mayWithdraw: true })
    await instance.onWithdrawFace()
    await settled()
    expect(phone.called('face.withdraw')).toHaveLength(1)
    expect(instance.data.face).toMatchObject({ url: '', mayWithdraw: false })
  })

  test('without an answer it is sent again by the same request, without being taken anew', async () => {
    const answers: Answers = { 'face.add': refused('INTERNAL', { requestId: 'r' }) }
    const { phone, instance, take } = await opened({ 'face.add': () => answers['face.add'] as object })
    await take('photo-1')
    expect(instance.data.face).toMatchObject({ addWords: '再次保存', adding: false })
    expect(instance.data.face.refused).toContain('照片没有保存')
    answers['face.add'] = { visitId: 'visit-1' }
    const captures = phone.navigateTo.mock.calls.length
    instance.onAddPhoto()
    await settled()
    expect(phone.navigateTo.mock.calls).toHaveLength(captures)
    const sent = phone.called('face.add')
    expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1)
    expect(sent.every(({ input }) => input.photoId === 'photo-1')).toBe(true)
    expect(instance.data.face).toMatchObject({ addWords: '添加人脸照片', refused: '' })
  })

  test('refused, it says why, and another one is taken', async () => {
    const { phone, instance, take } = await opened({ 'face.add': refused('PHOTO_GONE') })
    await take('photo-1')
    expect(instance.data.face).toMatchObject({
      addWords: '添加人脸照片',
      refused: expect.stringContaining('重新拍摄'),
    })
    await take('photo-2')
    expect(phone.called('face.add').map(({ input }) => input.photoId)).toEqual(['photo-1', 'photo-2'])
  })
})

describe('a question that a tap opens', () => {
  test('stands once, however often it is tapped, and is asked again after an answer', async () => {
    const answers: Array<(answer: object) => void> = []
    const cancelled = { visitId: 'visit-1', state: 'cancelled' }
    const phone = visitorPhone({ me: meOf(), 'visit.get': detailOf(), 'visit.cancel': cancelled })
    phone.showModal.mockImplementation(() => new Promise<any>((resolve) => void answers.push(resolve)))
    const page = openPage('pages/records/visit/visit', { id: 'visit-1' }).instance as any
    await settled()
    void page.onCancel()
    void page.onCancel()
    await settled()
    expect(phone.showModal).toHaveBeenCalledTimes(1)
    answers.pop()?.({ confirm: false })
    await settled()
    void page.onCancel()
    await settled()
    answers.pop()?.({ confirm: true })
    await settled()
    expect(phone.called('visit.cancel')).toHaveLength(1)
    phone.showModal.mockRejectedValueOnce(new Error('showModal:fail'))
    await page.onCancel()
    expect(phone.called('visit.cancel')).toHaveLength(1)
  })
})

describe('a booking that only the unit can cancel any more', () => {
  const allowedActions = {
    revise: false,
    cancel: false,
    askCancel: true,
    askChange: true,
    pass: true,
    addPhoto: false,
    bookAgain: false,
  }

  test('one tap asks for it, with a reason or without, once; then it says that the answer is awaited', async () => {
    let asked = false
    const request = { state: 'open', askedAt: Date.now(), answeredBy: null } as const
    const phone = visitorPhone({
      'visit.get': () =>
        detailOf({ state: 'approved' }, { allowedActions, cancelRequest: asked ? request : null }),
      'visit.askCancel': () => {
        asked = true
        return { visitId: 'visit-1', state: 'open' }
      },
    })
    const visit = openPage('pages/records/visit/visit', { id: 'visit-1' }).instance as any
    await settled()
    expect(visit.data).toMatchObject({ mayCancel: false, mayAskCancel: true, cancelRequest: '' })
    phone.showModal.mockResolvedValueOnce({ confirm: false })
    await visit.onAskCancel()
    expect(phone.called('visit.askCancel')).toHaveLength(0)
    phone.showModal.mockResolvedValueOnce({ confirm: true, content: '提前办完' } as never)
    await visit.onAskCancel()
    await settled()
    expect(phone.called('visit.askCancel').map(({ input }) => input)).toEqual([
      { visitId: 'visit-1', reason: '提前办完' },
    ])
    expect(visit.data).toMatchObject({
      mayAskCancel: false,
      cancelRequest: expect.stringContaining('等待审批人答复'),
    })
  })

  test('the reason that was typed outlives a refusal, until it is sent', async () => {
    const answers: Answers = {
      'visit.get': detailOf({ state: 'approved' }, { allowedActions }),
      'visit.askCancel': refused('REASON_TOO_LONG', { max: 100 }),
    }
    const phone = visitorPhone(answers)
    const visit = openPage('pages/records/visit/visit', { id: 'visit-1' }).instance as any
    await settled()
    const typed = { confirm: true, content: '提前办完' } as never
    const offered = () =>
      phone.showModal.mock.calls.flatMap(([asked]: any) => (asked.editable ? [asked.content] : []))
    phone.showModal.mockResolvedValueOnce(typed)
    await visit.onAskCancel()
    answers['visit.askCancel'] = { visitId: 'visit-1', state: 'open' }
    phone.showModal.mockResolvedValueOnce(typed)
    await visit.onAskCancel()
    phone.showModal.mockResolvedValueOnce({ confirm: false })
    await visit.onAskCancel()
    expect(offered()).toEqual(['', '提前办完', ''])
  })
})

describe('the pass', () => {
  const openPass = async (answer: any, kept = {}) => {
    const phone = visitorPhone({ 'pass.issue': answer }, kept)
    const pass = openPage('pages/pass/pass', { id: 'visit-1' }).instance as any
    await settled(300)
    return { phone, pass }
  }

  test('is drawn on a bright screen, kept for offline, and the screen put back on leaving', async () => {
    const { phone, pass } = await openPass(issued)
    expect(pass.data).toMatchObject({ stage: 'ready', shortCode: 'ABCD 2345', offline: false })
    expect(pass.data.picture).toMatch(/^data:image\/gif;base64,/)
    expect(phone.setScreenBrightness).toHaveBeenLastCalledWith({ value: 1 })
    expect(phone.stored('pass:visit-1').shortCode).toBe('ABCD2345')
    pass.onUnload()
    await settled()
    expect(phone.setScreenBrightness).toHaveBeenLastCalledWith({ value: 0.4 })
  })

  test('names a key of this phone that stays the same', async () => {
    const { phone, pass } = await openPass(issued)
    // What is asked for while it is on its way is asked for once.
    while (pass.data.stage !== 'ready') await settled(50)
    await pass.load()
    pass.onUnload()
    const keys = phone.called('pass.issue').map(({ input }) => input.holderKey)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[\w-]{43}$/)
  })

  test('where no key can be made, as on a computer, it says to take a phone', async () => {
    const phone = visitorPhone({ 'pass.issue': issued })
    const fail = ({ fail }: any) => fail({ errMsg: 'getRandomValues:fail not supported' })
    Object.assign((globalThis as any).wx, { getRandomValues: fail })
    const pass = openPage('pages/pass/pass', { id: 'visit-1' }).instance as any
    await settled(300)
    pass.onUnload()
    expect(pass.data).toMatchObject({
      stage: 'refused',
      sentence: '这台设备不能出示通行码，请用手机微信打开“校园访客”',
      advice: '预约不受影响，各校门的其他通行方式见预约详情',
    })
    expect(phone.called('pass.issue')).toEqual([])
  })

  test('without network the kept pass is shown and says so', async () => {
    const seed = toBase64Url(new Uint8Array(32).fill(5))
    const { pass } = await openPass('offline', { 'pass:visit-1': issued, 'holder-seed': seed })
    pass.onUnload()
    expect(pass.data).toMatchObject({ stage: 'ready', offline: true, shortCode: 'ABCD 2345' })
    expect(pass.data.picture).not.toBe('')
  })

  test.each([
    [{ directions: 'd1.card' }, '/guest/directions/directions?card=d1.card'],
    // kept from before there were cards
    [{}, '/pages/help/questions/questions?topic=gates'],
  ])('the driver is sent the way: %j', async (more, path) => {
    const { pass } = await openPass({ ...issued, ...more })
    pass.onUnload()
    expect(pass.onShareAppMessage()).toEqual({
      title: expect.stringMatching(/从育才西门、育才东门、雁山东门、.+入校$/),
      path,
    })
  })

  test('the way to its gates is kept with it, and opens without network from a cold start', async () => {
    const seed = toBase64Url(new Uint8Array(32).fill(5))
    const location = { latitude: 25.2736, longitude: 110.2907, address: '公交站旁' }
    const gates = GATES.map((gate, at) => (at === 0 ? { ...gate, location } : gate))
    const located = { ...issued, gates }
    // It was kept before the gate had a place.
    const first = await openPass(located, { 'pass:visit-1': issued, 'holder-seed': seed })
    expect(first.pass.data.ways).toMatchObject([{ name: '育才西门', ...location }])
    first.pass.onUnload()
    const kept = { 'pass:visit-1': first.phone.stored('pass:visit-1'), 'holder-seed': seed }
    const { pass } = await openPass('offline', kept)
    pass.onUnload()
    expect(pass.data).toMatchObject({ offline: true, ways: [{ name: '育才西门', ...location }] })
  })

  test('revoked while it is open: at the next step it turns red, says why and whom to call', async () => {
    const answers: any = { 'pass.issue': issued }
    const phone = visitorPhone(answers)
    const pass = openPage('pages/pass/pass', { id: 'visit-1' }).instance as any
    await settled(300)
    expect(pass.data).toMatchObject({ stage: 'ready', ended: null })
    answers['pass.issue'] = refused('NO_PASS', {
      state: 'revoked',
      reason: '会议取消',
      unitName: '计算机学院',
      unitPhone: '0773-5550001',
    })
    pass.drawn = 'the step before'
    pass.tick()
    await settled(300)
    expect(pass.data).toMatchObject({
      stage: 'refused',
      picture: expect.anything(),
      shortCode: '',
      ended: { title: '通行码已失效：已取消审核', reason: '会议取消', phone: '0773-5550001' },
    })
    pass.onCallUnit()
    expect(phone.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '0773-5550001' })
    expect(phone.stored('pass:visit-1')).toBeNull()
    expect(phone.stored('ended-visits').rows).toMatchObject([{ id: 'visit-1', state: 'revoked' }])
    const asked = phone.called('pass.issue').length
    pass.drawn = 'another'
    pass.tick()
    await settled(100)
    expect(phone.called('pass.issue')).toHaveLength(asked)
    pass.onUnload()
  })

  test('open on two phones: it stays where it was opened last, until somebody takes it over', async () => {
    let holder = ''
    const phone = visitorPhone({
      'pass.issue': () => {
        const { holderKey, renew } = phone.called('pass.issue').pop()?.input as any
        if (renew && holder !== holderKey) return refused('PASS_ELSEWHERE')
        holder = holderKey
        return issued
      },
    })
    const open = async (fill: number): Promise<any> => {
      await (globalThis as any).wx.setStorage({
        ...{ key: 'holder-seed', encrypt: true },
        data: JSON.stringify(toBase64Url(new Uint8Array(32).fill(fill))),
      })
      const pass = openPage('pages/pass/pass', { id: 'visit-1' }).instance as any
      await settled(300)
      return pass
    }
    const first = await open(5)
    const second = await open(6)
    const taken = holder
    const step = async (name: string) => {
      for (const pass of [first, second]) {
        pass.drawn = name
        pass.tick()
        await settled(50)
      }
    }
    for (const name of ['one', 'two', 'three']) await step(name)
    expect(holder).toBe(taken)
    expect(first.data).toMatchObject({ stage: 'refused', elsewhere: true, shortCode: '' })
    expect(second.data).toMatchObject({ stage: 'ready', elsewhere: false })
    await (globalThis as any).wx.setStorage({
      ...{ key: 'holder-seed', encrypt: true },
      data: JSON.stringify(toBase64Url(new Uint8Array(32).fill(5))),
    })
    first.onTakeOver()
    await settled(100)
    await step('four')
    expect(holder).not.toBe(taken)
    expect(first.data).toMatchObject({ stage: 'ready', elsewhere: false })
    expect(second.data).toMatchObject({ stage: 'refused', elsewhere: true })
    first.onUnload()
    second.onUnload()
  })

  test('revoked meanwhile: the kept pass is forgotten', async () => {
    const { phone, pass } = await openPass(refused('NO_PASS', { state: 'revoked' }), {
      'pass:visit-1': issued,
      passes: [valid],
    })
    pass.onUnload()
    expect(pass.data).toMatchObject({ stage: 'refused', sentence: '这条预约已取消审核，没有通行证' })
    expect(phone.stored('pass:visit-1')).toBeNull()
  })
})
