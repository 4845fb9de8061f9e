import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest'
import type { EndpointName, EndpointOutput } from '../../contract/gate/device-api'
import { GateClient, type GateReply } from '../../local/gate-simulator/client'
import type { StageState } from '../../local/preview/protocol'
import { mainlandId } from '../domain/builders'
import { GOOD, portraitSvg, type Portrait } from '../domain/face/portrait'
import { answer, chooseDirection, closeScanner, openScanner, scanPhoneOf, standAtGate } from './gate'
import { handAt } from './hand'
import { APPROVER, GUARD, openJourney, VISITOR, type Journey } from './journey'
import { button, castMember, confirm, giveTo, offStage, openRow, tab } from './people'

let journey: Journey
beforeAll(async () => {
  journey = await openJourney('crew', undefined, undefined, { lanes: true })
}, 180_000)
afterAll(() => journey?.close())
beforeEach(() => onTestFailed(() => journey.album.failed()))

const WHY = '食堂劳务'
const CREW = 20
const LANE = 'yucai-west-in'
const SELFIE: Portrait = { ...GOOD, width: 900, height: 1200, face: { x: 0.375, y: 0.5, width: 0.44 } }
const unit = castMember('approver-wei')
const guard = castMember('guard-yucai')
const worker = castMember('visitor-zhou')

/** The contractor's list: one of them is in the cast and has a phone, one row has a wrong digit. */
const rows = Array.from({ length: CREW }, (_, index) =>
  index === 0
    ? [worker.name, worker.prepared!.document, worker.mobile, '']
    : [`工人${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[index]}`, mainlandId(500 + index), '', ''],
)
const line = (row: readonly string[]): string => row.join('\t')
const BROKEN = 7
const broken = (document: string): string => document.replace(/.$/, (last) => (last === '1' ? '2' : '1'))
const list = [
  ['姓名', '身份证号码', '手机号', '车牌'],
  ...rows.map((row, index) => (index === BROKEN ? [row[0], broken(row[1]!), '', ''] : row)),
]
  .map((row) => line(row as string[]))
  .join('\n')

/** When the lane's list was true, epoch milliseconds. */
async function listAt(): Promise<number> {
  const state = await fetch(`${journey.started.url}/preview/state`)
  const { gates } = (await state.json()) as Pick<StageState, 'gates'>
  return gates?.lanes.find(({ id }) => id === LANE)?.version ?? 0
}

/** A face terminal at the gate, as the office registers one. */
async function faceTerminal(): Promise<GateClient> {
  const deviceId = 'crew-face-terminal'
  const { secret } = await offStage(journey, castMember('office-qin').openid, 'device.save', {
    ...{ deviceId, name: '人脸终端', gateId: 'yucai-west', kind: 'faceReader', direction: 'both' },
    ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
  })
  return new GateClient({ url: `${journey.started.url}/gate`, deviceId, secret: secret ?? '' })
}

function replied<E extends EndpointName>(reply: GateReply<E>): EndpointOutput<E> {
  if (!reply.ok) throw new Error(reply.code)
  return reply.data
}

it('a crew of twenty by list: one comes in by their face, and once withdrawn is refused, also without a network', async () => {
  // The unit applies by the contractor's list, and mends the row that is named.
  const approver = () => journey.top(APPROVER)
  const { typeLine, onSheet } = handAt(journey, APPROVER)
  await tab(journey, APPROVER, '我的')
  await openRow(journey, APPROVER, '长期通行')
  await button(journey, APPROVER, '申请长期通行').click()
  await typeLine('用途', WHY)
  for (const weekday of ['周六', '周日'])
    await approver().getByRole('checkbox', { name: weekday, exact: true }).click()
  await approver().getByRole('switch').first().click()
  await approver().locator('textarea').fill(list)
  await button(journey, APPROVER, '读入名单').click()
  await approver()
    .getByText(`读入${CREW - 1}人，1行有问题，改好后再粘贴这几行`)
    .waitFor()
  await approver()
    .getByText(`第${BROKEN + 2}行`)
    .waitFor()
  await journey.album.phone(APPROVER, 'broken-row')
  await approver().locator('textarea').fill(line(rows[BROKEN]!))
  await button(journey, APPROVER, '读入名单').click()
  await approver().getByText(`已加入${CREW}人`).waitFor()
  await button(journey, APPROVER, '提交申请').click()
  await onSheet('允许')
  await approver().getByText('待保卫处审批').waitFor()

  // The office approves.
  await giveTo(journey, GUARD, 'office-qin')
  await journey.top(GUARD).getByText('保卫处办公').click()
  await openRow(journey, GUARD, '长期通行')
  await journey.top(GUARD).getByText(WHY).click()
  await button(journey, GUARD, '通过').click()
  await confirm(journey, GUARD, '通过')
  await journey.top(GUARD).getByText('使用中').waitFor()
  await journey.album.phone(GUARD, 'approved')

  // A worker takes the pass over by the phone number on the list, and comes in.
  await giveTo(journey, VISITOR, worker.id)
  const own = handAt(journey, VISITOR)
  await journey
    .frame(VISITOR)
    .evaluate(() => window.phone.launch({ url: 'rights/standing/standing', scene: 1007 }))
  await own.press('用微信手机号领取')
  await own.onSheet('同意')
  await own.press('查看通行证')
  await journey.top(VISITOR).locator('.pass__code img').waitFor()
  await journey.album.phone(VISITOR, 'pass')

  // They add a photo on their own phone, and the terminal of the lane lets them in by it.
  const { rows: held } = await offStage(journey, worker.openid, 'visit.list', {
    list: 'approved',
    cursor: null,
  })
  await journey
    .frame(VISITOR)
    .evaluate(
      (id) => window.phone.launch({ url: `pages/records/visit/visit?id=${id}`, scene: 1007 }),
      held[0]!.id,
    )
  await own.press('添加人脸照片')
  await journey.top(VISITOR).getByRole('checkbox').click()
  const album = journey.page.waitForEvent('filechooser')
  await own.press('从相册选择')
  const buffer = await sharp(Buffer.from(portraitSvg(SELFIE)))
    .png()
    .toBuffer()
  await (await album).setFiles({ name: 'selfie.png', mimeType: 'image/png', buffer })
  await journey.top(VISITOR).getByText('脸部清晰、完整即可使用').waitFor()
  await own.press('使用')
  await button(journey, VISITOR, '换一张').waitFor()
  await journey.album.phone(VISITOR, 'photo')
  await button(journey, VISITOR, '出示通行码').click()
  await journey.top(VISITOR).locator('.pass__code img').waitFor()
  const terminal = await faceTerminal()
  expect(replied(await terminal.call('faces', {})).faces).toEqual([])

  // The unit looks whether it is them, and only then the terminal has it.
  await journey
    .frame(APPROVER)
    .evaluate(
      (id) => window.phone.launch({ url: `staff/approvals/visit/visit?id=${id}`, scene: 1007 }),
      held[0]!.id,
    )
  await button(journey, APPROVER, '是本人').click()
  await expect
    .poll(async () => replied(await terminal.call('faces', {})).faces)
    .toMatchObject([{ person: held[0]!.id, url: expect.stringMatching(/^http/) }])
  await journey
    .frame(APPROVER)
    .evaluate(() => window.phone.launch({ url: 'staff/standing-pass/list/list', scene: 1007 }))
  const shown = { direction: 'in' as const, face: { person: held[0]!.id, confidence: 0.96 } }
  const byFace = async () => replied(await terminal.call('verify', { eventId: randomUUID(), ...shown }))
  expect(await byFace()).toMatchObject({ decision: 'allow', reason: 'OK' })

  // They leave past the guard, whose phone shows the photo, and come back.
  await giveTo(journey, GUARD, guard.id)
  await standAtGate(journey)
  await chooseDirection(journey, '出')
  await openScanner(journey)
  await scanPhoneOf(journey, worker.name)
  const green = await answer(journey)
  expect(green).toMatchObject({ tone: 'pass', colour: 'green' })
  await journey.album.phone(GUARD, 'let-out')

  // The unit withdraws them: refused at once, though their phone hears nothing of it.
  await journey.frame(VISITOR).evaluate(() => window.phone.setOffline(true))
  await approver().getByText(WHY).click()
  await approver().getByText('名单', { exact: true }).waitFor()
  // Rows are drawn as they come near the screen.
  const withdraw = button(journey, APPROVER, `撤销${worker.name}`)
  for (const block of await approver().locator('.row-block').all()) {
    if ((await withdraw.count()) > 0) break
    await block.scrollIntoViewIfNeeded()
    await journey.page.waitForTimeout(300)
  }
  await withdraw.click()
  const sheet = journey.screen(APPROVER).locator('reason-sheet')
  await sheet.getByRole('radio').filter({ hasText: '已离岗' }).click()
  const withdrawnAt = Date.now()
  await sheet.getByRole('button', { name: '撤销', exact: true }).click()
  await journey.screen(APPROVER).getByText('已撤销，各校门几秒内停用').waitFor()
  await journey.album.phone(APPROVER, 'withdrawn')
  await closeScanner(journey)
  await chooseDirection(journey, '进')
  await openScanner(journey)
  await scanPhoneOf(journey, worker.name)
  const red = await answer(journey)
  expect(red).toMatchObject({ tone: 'stop', colour: 'red' })
  expect(await byFace()).toMatchObject({ decision: 'deny' })
  await journey.album.phone(GUARD, 'refused')

  // Also at a lane that has lost the network, by the list that it fetched since: by night it asks once a minute.
  await expect.poll(listAt, { timeout: 90_000 }).toBeGreaterThan(withdrawnAt)
  await journey.page.getByRole('tab', { name: /^校门/ }).click()
  const gates = journey.page.locator('.gates')
  await gates.locator(`[data-lane="${LANE}"]`).click()
  await gates.getByRole('button', { name: '断网', exact: true }).click()
  await gates.getByRole('tab', { name: '扫码头' }).click()
  await gates.locator('.pick').filter({ hasText: worker.name }).click()
  await gates.locator('.lamp-word').getByText('不放行').waitFor()
  expect(await gates.locator('.lane-facts').innerText()).toContain('REVOKED')
  expect(await gates.locator('.scene').getAttribute('data-barrier')).toBe('closed')
  await journey.album.stage('refused-offline')

  // What stands in the records.
  const { rows: passes } = await offStage(journey, unit.openid, 'standing.list', {
    waiting: false,
    cursor: null,
  })
  expect(passes).toHaveLength(1)
  const { rows: people } = await offStage(journey, unit.openid, 'standing.people', {
    passId: passes[0]!.id,
    cursor: null,
  })
  expect(people).toHaveLength(CREW)
  const [gone, ...others] = [...people].sort((a) => (a.name === worker.name ? -1 : 1))
  expect(gone).toMatchObject({ state: 'revoked', claimed: true, cameAt: expect.any(Number) })
  expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['approved']))
  const recent = await offStage(journey, guard.openid, 'gate.recent', { gateId: 'yucai-west', cursor: null })
  expect(recent.rows.map(({ reason }) => reason)).toEqual(['NOT_FOUND', 'REVOKED', 'OK', 'OK'])
  expect(journey.errors).toEqual([])
}, 180_000)
