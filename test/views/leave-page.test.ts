import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { leavePage } from '../../miniprogram/api/leave-page'
import { routes } from '../../miniprogram/config/routes'
import { filesIn, read } from '../../scripts/paths.mjs'

const navigateBack = vi.fn(() => Promise.resolve())
const reLaunch = vi.fn(() => Promise.resolve())

beforeEach(() => vi.stubGlobal('wx', { navigateBack, reLaunch }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

test('a page goes back to the one before', async () => {
  vi.stubGlobal('getCurrentPages', () => [{}, {}])
  await leavePage(routes.invitations())
  expect(navigateBack).toHaveBeenCalledOnce()
  expect(reLaunch).not.toHaveBeenCalled()
})

test('the first page gives way to the one it belongs to', async () => {
  vi.stubGlobal('getCurrentPages', () => [{}])
  await leavePage(routes.invitations())
  expect(navigateBack).not.toHaveBeenCalled()
  expect(reLaunch).toHaveBeenCalledExactlyOnceWith({ url: '/staff/invitations/list/list' })
})

test('no page goes back in any other way', () => {
  const own = filesIn('miniprogram', /\.ts$/).filter((file) => !file.includes('miniprogram_npm'))
  const bare = own.filter((file) => read(file).includes('navigateBack'))
  expect(bare).toEqual(['miniprogram/api/leave-page.ts'])
})
