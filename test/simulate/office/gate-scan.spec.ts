import { expect, test } from '@jest/globals'
import { meOf } from '../../views/office-builders'
import { openPage, phoneWith, settled } from './stage'

test('the post scans for the chosen gate and direction and hands the code over', async () => {
  const phone = phoneWith({ me: meOf(), 'gate.recent': { rows: [], next: null } })
  const page = openPage('office/gate/scan/scan')
  await settled()
  ;(page.instance as any).onDirection({ currentTarget: { dataset: { direction: 'out' } } })
  await (page.instance as any).onScan()
  expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/office/gate/result/result' })

  const again = openPage('office/gate/scan/scan')
  await settled()
  const chosen = (again.instance as any).data.directions.find((each: { chosen: boolean }) => each.chosen)
  expect(chosen.word).toBe('出')
})

test('closing the scanner is silent', async () => {
  const phone = phoneWith({ me: meOf(), 'gate.recent': { rows: [], next: null } })
  const page = openPage('office/gate/scan/scan')
  await settled()
  phone.scanCode.mockRejectedValueOnce({ errMsg: 'scanCode:fail cancel' })
  await (page.instance as any).onScan()
  expect(phone.navigateTo).not.toHaveBeenCalled()
})
