import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { demoTemplates } from '../../local/demo'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, formFor, guardOf, hostIn, identityOf } from './visitors'

const { newBooking, decision } = demoTemplates
let campus: Campus
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const there = (at = 0) => campus.person(approversOf(campus, 'computing')[at] as string)
const elsewhere = () => campus.person(approversOf(campus, 'literature')[0] as string)

async function accept({ openid }: Person, template: string): Promise<void> {
  await campus.cloud.consent.record(openid as string, template, 'accept')
  await campus.person(openid).get('consent.record', { accepted: [template] })
}

/** Somebody else wants the car of a booking at 计算机学院 for a visit to 文学院. */
async function collide() {
  const [number, asking] = [next(), next()]
  const { plate } = identityOf(number)
  const holder = await book(campus, number, { driving: true, plate })
  const asker = campus.person(`visitor-${asking}`)
  // Who didn't prove the number is told what matched alone (test/attacks/probing.test.ts).
  await asker.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(asking).phone) })
  const form = formFor(campus, asking, { hostId: hostIn(campus, 'literature'), driving: true, plate })
  const reply = await asker.ask('visit.submit', { form })
  if (reply.ok) throw new Error('the second booking of a car has to be refused')
  expect(reply.code).toBe('DUPLICATE')
  const { visitId, fields } = reply.details as { visitId: string; fields: ['plate'] }
  const ask = () => asker.get('release.ask', { visitId, field: fields[0], firstDay: TODAY, lastDay: TODAY })
  return { holder, asker, form, refusal: reply, ask, visitId }
}

describe('the booking in the way', () => {
  it('is named by field, days and unit, never by whose it is', async () => {
    const { refusal, visitId, holder } = await collide()
    expect(visitId).toBe(holder.visitId)
    expect(refusal.details).toMatchObject({
      known: 'proved',
      fields: ['plate'],
      firstDay: TODAY,
      lastDay: TODAY,
      unitName: '计算机学院',
      mayStillPass: false,
    })
    expect(JSON.stringify(refusal)).not.toContain('访客甲')
  })

  it('is said to be one’s own, to its owner alone', async () => {
    const number = next()
    const { visitor, visitId } = await book(campus, number)
    const again = await visitor.ask('visit.submit', {
      form: formFor(campus, number, { firstDay: addDays(TODAY, 3), lastDay: addDays(TODAY, 3) }),
    })
    expect(again).toMatchObject({
      code: 'DUPLICATE',
      details: { visitId, own: { state: 'pending', mayRevise: true } },
    })
    const other = await campus
      .person(`stranger-${number}`)
      .ask('visit.submit', { form: formFor(campus, number) })
    expect(other).toMatchObject({ code: 'DUPLICATE' })
    expect(JSON.stringify(other)).not.toContain('"own"')
    expect((await visitor.get('visit.get', { visitId })).allowedActions.bookAgain).toBe(false)
    await visitor.get('visit.cancel', { visitId })
    expect((await visitor.get('visit.get', { visitId })).allowedActions.bookAgain).toBe(true)
  })

  it('can be asked for: its unit is told, not who asks; asking twice is one request', async () => {
    const { ask, asker } = await collide()
    await accept(there(), newBooking.id)
    const { releaseId, state } = await ask()
    expect(state).toBe('open')
    expect((await ask()).releaseId).toBe(releaseId)
    const notices = campus.cloud.notices.list(there().openid as string)
    const told = notices.filter(({ page }) => page === 'staff/approvals/releases/releases')
    expect(told).toHaveLength(1)
    const { rows } = await there().get('release.list', { cursor: null })
    expect(rows.filter(({ id }) => id === releaseId)).toHaveLength(1)
    expect(JSON.stringify([rows, told])).not.toContain(asker.openid)
    const others = await elsewhere().get('release.list', { cursor: null })
    expect(others.rows.map(({ id }) => id)).not.toContain(releaseId)
  })

  it('says at the booking itself what is asked of it, as the list of requests does, until it is answered', async () => {
    const { ask, asker, holder } = await collide()
    const { visitId } = holder
    const read = () => there().get('approval.get', { visitId })
    expect((await read()).releases).toEqual([])
    const { releaseId } = await ask()
    await there().get('approval.approve', { visitId })
    campus.clock.now = NOW + 60_000
    await holder.visitor.get('visit.askCancel', { visitId, reason: '改期' })
    const { releases } = await read()
    expect(releases.map(({ field }) => field)).toEqual(['cancel', 'plate'])
    const { rows } = await there().get('release.list', { cursor: null })
    const listed = rows.filter(({ visit }) => visit.id === visitId)
    expect(listed.map(({ visit, ...asked }) => ({ ...asked, id: asked.id }))).toEqual(releases)
    expect(JSON.stringify(releases)).not.toContain(asker.openid)
    await there().get('release.answer', { releaseId, release: false })
    expect((await read()).releases.map(({ field }) => field)).toEqual(['cancel'])
  })

  it('approved, one tap revokes it; the asker is told and accepted at once', async () => {
    const { ask, asker, form, holder } = await collide()
    await there().get('approval.approve', { visitId: holder.visitId })
    const { releaseId } = await ask()
    await accept(asker, decision.id)
    await accept(holder.visitor, decision.id)
    expect((await there().get('release.answer', { releaseId, release: true })).state).toBe('released')
    const { visit, history } = await holder.visitor.get('visit.get', { visitId: holder.visitId })
    expect(visit.state).toBe('revoked')
    expect(history.at(-1)?.reason).toBe('应其他访客的请求释放')
    expect(campus.cloud.notices.list(asker.openid as string).at(-1)?.fields).toMatchObject({
      phrase1: '已释放',
    })
    expect(campus.cloud.notices.list(holder.visitor.openid as string).at(-1)?.fields).toMatchObject({
      phrase1: '已取消',
    })
    await asker.get('visit.submit', { form })
  })

  it('pending, it is returned with a reason', async () => {
    const { ask, asker, form, holder } = await collide()
    const { releaseId } = await ask()
    await there().get('release.answer', { releaseId, release: true })
    const { visit } = await holder.visitor.get('visit.get', { visitId: holder.visitId })
    expect(visit).toMatchObject({ state: 'returned', reason: '应其他访客的请求释放' })
    await asker.get('visit.submit', { form })
  })

  it('kept, stays; the asker is told and may ask again', async () => {
    const { ask, asker, form, holder } = await collide()
    const { releaseId } = await ask()
    await accept(asker, decision.id)
    expect((await there().get('release.answer', { releaseId, release: false })).state).toBe('kept')
    expect((await holder.visitor.get('visit.get', { visitId: holder.visitId })).visit.state).toBe('pending')
    expect(campus.cloud.notices.list(asker.openid as string).at(-1)?.fields).toMatchObject({
      phrase1: '未释放',
    })
    expect(await asker.outcome('visit.submit', { form })).toBe('DUPLICATE')
    campus.clock.now = NOW + 60_000
    expect((await ask()).state).toBe('open')
  })

  it('what became of it is read where it was asked for, by nobody else', async () => {
    const { ask, asker, form } = await collide()
    const told = async (openid = asker.openid) => {
      const reply = await campus.person(openid).ask('visit.submit', { form })
      return reply.ok ? reply : reply.details.release
    }
    expect(await told()).toBeUndefined()
    const { releaseId } = await ask()
    expect([await told(), await told('visitor-beside')]).toEqual(['open', undefined])
    await there().get('release.answer', { releaseId, release: false })
    expect([await told(), await told('visitor-beside')]).toEqual(['kept', undefined])
    campus.clock.now = NOW + 60_000
    await ask()
    expect(await told()).toBe('open')
  })

  it('ended by itself before anybody answered, is free: the asker is told once, whatever is answered then', async () => {
    const { tellFreed } = await import('../../cloudfunctions/usecases/notice/tell-freed')
    const { holder, ask, asker, form } = await collide()
    const { releaseId } = await ask()
    const told = () => campus.stored<Notice>('outbox', `${releaseId}:releaseAnswered:${NOW}`)
    await tellFreed(NOW, TODAY)
    expect(await told()).toBeNull()
    await holder.visitor.get('visit.cancel', { visitId: holder.visitId })
    expect([await tellFreed(NOW + 1000, TODAY), await tellFreed(NOW + 2000, TODAY)]).toEqual([1, 0])
    expect((await told())?.parts).toMatchObject({ result: '已释放' })
    expect(await there().ask('release.answer', { releaseId, release: false })).toMatchObject({
      code: 'RELEASE_ANSWERED',
    })
    expect(await asker.outcome('visit.submit', { form })).toBe('ok')
  })

  it('ended a moment before 保留 is free all the same', async () => {
    const { holder, ask } = await collide()
    const { releaseId } = await ask()
    await holder.visitor.get('visit.cancel', { visitId: holder.visitId })
    const answer = await there().get('release.answer', { releaseId, release: false })
    expect(answer).toEqual({ releaseId, state: 'released' })
  })

  it.each(['no car any more', 'another car'])(
    'approved with %s since, isn’t in the way: the asker is told, and no answer revokes it',
    async (since) => {
      const { tellFreed } = await import('../../cloudfunctions/usecases/notice/tell-freed')
      const { holder, ask, asker, form } = await collide()
      const { visitId, visitor } = holder
      await there().get('approval.approve', { visitId })
      const { releaseId } = await ask()
      const listed = async () =>
        (await there().get('release.list', { cursor: null })).rows.map(({ id }) => id)
      expect(await listed()).toContain(releaseId)
      const { rev, form: booked } = await visitor.get('visit.get', { visitId })
      const car =
        since === 'another car' ? { plate: identityOf(next()).plate } : { driving: false, plate: '' }
      await visitor.get('visit.revise', { visitId, rev, form: { ...booked, ...car, privacy: form.privacy } })
      await there().get('approval.approve', { visitId })
      expect(await listed()).not.toContain(releaseId)
      const seen = NOW
      const answer = await there().get('release.answer', { releaseId, release: true, seen })
      expect(answer).toEqual({ releaseId, state: 'released' })
      expect((await visitor.get('visit.get', { visitId })).visit.state).toBe('approved')
      expect(await asker.outcome('visit.submit', { form })).toBe('ok')

      const other = await collide()
      const { releaseId: open } = await other.ask()
      const detail = await other.holder.visitor.get('visit.get', { visitId: other.visitId })
      const onFoot = { ...detail.form, driving: false, plate: '', privacy: form.privacy }
      await other.holder.visitor.get('visit.revise', {
        ...{ visitId: other.visitId, rev: detail.rev, form: onFoot },
      })
      expect(await tellFreed(NOW + 1000, TODAY)).toBe(1)
      expect((await campus.stored<Notice>('outbox', `${open}:releaseAnswered:${NOW}`))?.parts).toMatchObject({
        result: '已释放',
      })
    },
  )

  it('is asked about what it comes with alone', async () => {
    const { asker, visitId } = await collide()
    const { visitor, visitId: onFoot } = await book(campus, next())
    expect(visitor.openid).not.toBe(asker.openid)
    const about = (id: string) => ({ visitId: id, field: 'plate' as const, firstDay: TODAY, lastDay: TODAY })
    expect(await asker.outcome('release.ask', about(onFoot))).toBe('RELEASE_NOT_NEEDED')
    expect(await asker.outcome('release.ask', about(visitId))).toBe('ok')
  })

  it('gone meanwhile, needs no asking', async () => {
    const { ask, asker, holder } = await collide()
    await holder.visitor.get('visit.cancel', { visitId: holder.visitId })
    await expect(ask()).rejects.toThrow('RELEASE_NOT_NEEDED')
    const unknown = { visitId: 'nothing', field: 'plate' as const, firstDay: TODAY, lastDay: TODAY }
    expect(await asker.outcome('release.ask', unknown)).toBe('RELEASE_NOT_NEEDED')
  })
})

describe('the answer', () => {
  it('is given once by two approvers at once; the other is told by whom', async () => {
    const { ask } = await collide()
    const { releaseId } = await ask()
    const replies = await Promise.all([
      there(0).ask('release.answer', { releaseId, release: true }),
      there(1).ask('release.answer', { releaseId, release: false }),
    ])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    const names = campus.demo.approvers
      .filter(({ unitIds }) => unitIds.includes('computing'))
      .map(({ name }) => name)
    const lost = replies.find((reply) => !reply.ok)
    expect(lost).toMatchObject({ ok: false, code: 'RELEASE_ANSWERED' })
    if (lost !== undefined && !lost.ok) expect(names).toContain(lost.details.byName)
  })

  it('is the unit’s alone', async () => {
    const { ask, asker } = await collide()
    const { releaseId } = await ask()
    expect(await elsewhere().outcome('release.answer', { releaseId, release: true })).toBe('NOT_FOUND')
    expect(await asker.outcome('release.answer', { releaseId, release: true })).toBe('NOT_ALLOWED')
  })

  it('given again with the same request is the same, and done once', async () => {
    const { ask, holder } = await collide()
    const { releaseId } = await ask()
    const input = { releaseId, release: true }
    const first = await there().get('release.answer', input, 'one-answer-only-1')
    expect(await there().get('release.answer', input, 'one-answer-only-1')).toEqual(first)
    const { history } = await holder.visitor.get('visit.get', { visitId: holder.visitId })
    expect(history.filter(({ action }) => action === 'returned')).toHaveLength(1)
  })
})

describe('a visitor who is inside', () => {
  /** Approved and let in: what they can't cancel themself any more. */
  async function inside() {
    const booked = await bookApproved(campus, next())
    const guard = campus.person(guardOf(campus, 'yucai-west'))
    const code = booked.phone.codeAt(campus.clock.now)
    await guard.get('gate.check', { gateId: 'yucai-west', direction: 'in', code })
    expect(await booked.visitor.outcome('visit.cancel', { visitId: booked.visitId })).toBe('ALREADY_ENTERED')
    const ask = (reason = '') => booked.visitor.get('visit.askCancel', { visitId: booked.visitId, reason })
    const seen = () => booked.visitor.get('visit.get', { visitId: booked.visitId })
    const atUnit = () => there().get('approval.get', { visitId: booked.visitId })
    const request = async () => (await atUnit()).cancelAsked
    const inQueue = async (): Promise<boolean | undefined> => {
      const { rows } = await there().get('approval.list', { list: 'approved', cursor: null })
      return rows.find(({ id }) => id === booked.visitId)?.cancelAsked
    }
    return { ...booked, guard, ask, seen, request, inQueue }
  }

  it('asks the unit to cancel: it is told once, sees it in the queue, the list and the booking', async () => {
    const { visitId, ask, seen, request, inQueue } = await inside()
    await accept(there(), newBooking.id)
    expect((await seen()).allowedActions).toMatchObject({ cancel: false, askCancel: true })
    expect(await inQueue()).toBe(false)
    expect(await ask(' 事情提前办完 ')).toEqual({ visitId, state: 'open' })
    await ask('再问一次')
    const told = campus.cloud.notices
      .list(there().openid as string)
      .filter(({ page }) => page.includes(visitId))
    expect(told.map(({ fields }) => fields.thing2)).toEqual(['请求取消预约'])
    expect((await request())?.reason).toBe('事情提前办完')
    expect(await inQueue()).toBe(true)
    const { rows } = await there().get('release.list', { cursor: null })
    expect(rows.filter(({ visit }) => visit.id === visitId)).toMatchObject([{ field: 'cancel' }])
    expect((await seen()).cancelRequest).toMatchObject({ state: 'open', answeredBy: null })
  })

  it('agreed: the booking is revoked, the visitor told, and leaving stays free', async () => {
    const { visitor, phone, guard, ask, seen, request } = await inside()
    await ask()
    await accept(visitor, decision.id)
    await there().get('release.answer', { releaseId: (await request())?.releaseId ?? '', release: true })
    const { visit, history, cancelRequest, allowedActions } = await seen()
    expect(visit.state).toBe('revoked')
    expect(history.at(-1)?.reason).toBe('应访客本人的请求取消')
    expect([cancelRequest?.state, allowedActions.askCancel]).toEqual(['released', false])
    expect(campus.cloud.notices.list(visitor.openid as string).at(-1)?.fields).toMatchObject({
      phrase1: '已取消',
    })
    const code = phone.codeAt(campus.clock.now)
    expect((await guard.get('gate.check', { gateId: 'yucai-west', direction: 'out', code })).allowed).toBe(
      true,
    )
  })

  it('left as it is: the visitor is told, and may ask again', async () => {
    const { visitor, ask, seen, request, inQueue } = await inside()
    await ask()
    await accept(visitor, decision.id)
    const releaseId = (await request())?.releaseId ?? ''
    await there().get('release.answer', { releaseId, release: false })
    expect(campus.cloud.notices.list(visitor.openid as string).at(-1)?.fields).toMatchObject({
      phrase1: '未取消',
    })
    const { visit, cancelRequest } = await seen()
    expect([visit.state, cancelRequest?.state, await inQueue()]).toEqual(['approved', 'kept', false])
    expect(await there().outcome('release.answer', { releaseId, release: true })).toBe('RELEASE_ANSWERED')
    campus.clock.now = NOW + 60_000
    expect((await ask()).state).toBe('open')
  })

  it('revoked by the unit all the same, has been answered', async () => {
    const { visitId, ask, seen } = await inside()
    await ask()
    await there().get('approval.revoke', { visitId, reason: '来访结束' })
    expect((await seen()).cancelRequest).toMatchObject({ state: 'released' })
    const { rows } = await there().get('release.list', { cursor: null })
    expect(rows.map(({ visit }) => visit.id)).not.toContain(visitId)
  })

  it('asks about an approved booking of their own only', async () => {
    const { visitId } = await inside()
    const stranger = campus.person(`visitor-${next()}`)
    expect(await stranger.outcome('visit.askCancel', { visitId, reason: '' })).toBe('NOT_FOUND')
    const pending = await book(campus, next())
    const asked = { visitId: pending.visitId, reason: '' }
    expect(await pending.visitor.outcome('visit.askCancel', asked)).toBe('NOT_CANCELLABLE')
  })
})
