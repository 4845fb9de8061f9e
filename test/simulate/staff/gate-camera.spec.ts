import { expect, jest, test } from '@jest/globals'
import { openPage, phoneWith } from './stage'

// What it sees is no matter here, and the decoder is an ES module, which this runtime can't load.
jest.mock('../../../miniprogram/staff/gate/camera/read-code', () => ({ readCode: () => null }))

test('the camera’s frames stop with the page and come back with it, as after a call', () => {
  phoneWith({})
  const frames = { start: jest.fn(), stop: jest.fn() }
  const onCameraFrame = jest.fn(() => frames)
  Object.assign((globalThis as any).wx, { createCameraContext: () => ({ onCameraFrame }) })
  const page = openPage('staff/gate/camera/camera').instance as any
  expect(onCameraFrame).not.toHaveBeenCalled()

  page.onCameraReady()
  expect(frames.start).toHaveBeenCalledTimes(1)
  page.onHide()
  expect(frames.stop).toHaveBeenCalledTimes(1)
  page.onShow()
  expect(frames.start).toHaveBeenCalledTimes(2)
  page.onUnload()
  expect(frames.stop).toHaveBeenCalledTimes(2)
})
