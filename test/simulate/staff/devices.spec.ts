import { describe, expect, jest, test } from '@jest/globals'
import { gateOf } from '../../views/office-builders'
import { drawnRows, openPage, phoneWith, refused, settled, type Answers } from './stage'

/** Gate hardware on the office's phone: a secret is shown once, to the request that made it. */

const GATE = gateOf('yucai-west', '育才西门')
const DEVICE = {
  ...{ id: 'gate-1', name: '西门扫码头', gateId: 'yucai-west', gateName: '育才西门', kind: 'qrHead' },
  ...{ direction: 'in', mayOverride: false, unsigned: false, addresses: [], active: true },
  ...{ seenAt: Date.now(), knowsUpTo: null, clockOffset: 0, faults: [] },
}
const MADE = { deviceId: 'gate-1', secret: 'k'.repeat(43), path: null }

const open = async (address: string, answers: Answers) => {
  const phone = phoneWith({
    'visit.options': { gates: [GATE] },
    'device.list': { rows: [DEVICE], next: null },
    ...answers,
  })
  const clipboard = jest.fn(async (_: { data: string }) => undefined)
  const modal = jest.fn(async () => ({ confirm: true }))
  Object.assign((globalThis as any).wx, {
    setClipboardData: clipboard,
    showModal: modal,
    showToast: async () => undefined,
  })
  const page = openPage(address)
  const does = page.instance as any
  if (address.includes('list')) does.onShow()
  await settled()
  return { phone, page, does, clipboard, modal, data: () => does.data }
}

describe('registering', () => {
  const REGISTER = 'staff/admin/devices/register/register'
  const fill = (does: any) => {
    does.onType({ detail: { field: 'name', value: '西门扫码头' } })
    does.onGate({ currentTarget: { dataset: { id: GATE.id } } })
  }

  test('what is missing is marked and not sent', async () => {
    const { phone, does, data } = await open(REGISTER, { 'device.save': MADE })
    await does.onRegister()
    expect(phone.called('device.save')).toEqual([])
    expect(data().fieldErrors).toMatchObject({
      name: expect.stringMatching(/./),
      gateId: expect.stringMatching(/./),
    })
  })

  test('the secret is shown and copied; closing it goes back', async () => {
    const { phone, page, does, clipboard, data } = await open(REGISTER, { 'device.save': MADE })
    fill(does)
    await does.onRegister()
    await settled()
    expect(data().secret).toMatchObject({ visible: true, name: '西门扫码头' })
    expect(page.dom?.textContent).toContain('只显示这一次')
    expect(page.dom?.textContent).toContain(MADE.secret)
    const [row] = data().secret.rows as { value: string }[]
    const sheet = page.querySelector('#secret')?.instance
    sheet.onCopy({ currentTarget: { dataset: { value: row?.value } } })
    expect(clipboard).toHaveBeenCalledWith({ data: 'gate-1' })
    does.onSecretDone()
    expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  })

  test('after a lost answer the same device is asked for under the same request', async () => {
    let lost = true
    const { phone, does, data } = await open(REGISTER, { 'device.save': () => (lost ? 'offline' : MADE) })
    fill(does)
    await does.onRegister()
    expect(data().refused).not.toBe('')
    lost = false
    await does.onRegister()
    const sent = phone.called('device.save')
    expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1)
    expect(new Set(sent.map(({ input }) => input.deviceId)).size).toBe(1)
    expect(data().secret.visible).toBe(true)
  }, 20_000)
})

describe('the list', () => {
  const LIST = 'staff/admin/devices/list/list'
  const tapped = { currentTarget: { dataset: { id: DEVICE.id } } }

  test('a new secret is asked for once more, shown, and gone when it is closed', async () => {
    const { phone, does, modal, data } = await open(LIST, { 'device.save': MADE })
    await does.onRenew(tapped)
    await settled()
    expect(modal.mock.calls).toHaveLength(1)
    expect(phone.called('device.save')[0]?.input).toMatchObject({ deviceId: 'gate-1', renewSecret: true })
    expect(data().secret).toMatchObject({ visible: true, name: '西门扫码头' })
    does.onSecretDone()
    expect(data().secret).toEqual({ visible: false, name: '', rows: [] })
  })

  test('taken out of use only when confirmed; a refusal stands at the device', async () => {
    const { phone, does, modal, data } = await open(LIST, {
      'device.disable': refused('BUSY'),
    })
    modal.mockImplementationOnce(async () => ({ confirm: false }))
    await does.onDisable(tapped)
    expect(phone.called('device.disable')).toEqual([])
    await does.onDisable(tapped)
    await settled()
    expect(drawnRows(data().cards)[0]).toMatchObject({ refused: '办理的人较多，请稍后再试', busy: false })
  })
})
