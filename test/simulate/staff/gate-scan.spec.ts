import { expect, test } from '@jest/globals'
import { meOf } from '../../views/office-builders'
import { openPage, phoneWith, settled } from './stage'

/** The server is within reach; what it says of the lists doesn’t matter here. */
const online = {
  me: meOf(),
  'gate.recent': { rows: [], next: null },
  'gate.snapshot': { refused: { code: 'BUSY', details: {} } },
  'campus.inside': { refused: { code: 'BUSY', details: {} } },
}

test('the post scans for the chosen gate and direction and hands the code over', async () => {
  const phone = phoneWith(online)
  const page = openPage('staff/gate/scan/scan')
  await settled()
  ;(page.instance as any).onDirection({ currentTarget: { dataset: { direction: 'out' } } })
  await (page.instance as any).onScan()
  expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/staff/gate/result/result' })

  const again = openPage('staff/gate/scan/scan')
  await settled()
  const chosen = (again.instance as any).data.directions.find((each: { chosen: boolean }) => each.chosen)
  expect(chosen.word).toBe('出')
})

test('closing the scanner is silent', async () => {
  const phone = phoneWith(online)
  const page = openPage('staff/gate/scan/scan')
  await settled()
  phone.scanCode.mockRejectedValueOnce({ errMsg: 'scanCode:fail cancel' })
  await (page.instance as any).onScan()
  expect(phone.navigateTo).not.toHaveBeenCalled()
})

test('without a network the post reads codes from the camera: WeChat’s scanner may want one', async () => {
  const phone = phoneWith({ ...online, 'gate.snapshot': 'offline' })
  const page = openPage('staff/gate/scan/scan')
  await settled()
  await (page.instance as any).onScan()
  expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/staff/gate/camera/camera' })
  expect(phone.scanCode).not.toHaveBeenCalled()
})
