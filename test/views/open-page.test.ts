import { beforeEach, expect, test, vi } from 'vitest'
import { openPage } from '../../miniprogram/api/open-page'

interface OpenPage {
  url: string
  events?: object
}

let pages: OpenPage[]

beforeEach(() => {
  pages = [{ url: '/home' }]
  // as on a phone: what is opened stands a moment later
  const open = (replaced: number) => async (page: OpenPage) => {
    await Promise.resolve()
    pages = [...pages.slice(0, pages.length - replaced), page]
  }
  vi.stubGlobal('getCurrentPages', () => pages)
  vi.stubGlobal('wx', { navigateTo: open(0), redirectTo: open(1) })
})

const shown = () => pages.map(({ url }) => url)

test('two quick taps open one page', async () => {
  await Promise.all(['/visit?id=1', '/visit?id=1', '/visit?id=2'].map((url) => openPage(url)))
  expect(shown()).toEqual(['/home', '/visit?id=1'])
})

test('a tap on the page below opens nothing while the opened one moves in', async () => {
  await openPage('/visit?id=1')
  await openPage('/visit?id=1')
  expect(shown()).toEqual(['/home', '/visit?id=1'])
})

test('who went back, or on to another page in its place, may open the same again', async () => {
  await openPage('/visit?id=1')
  pages = pages.slice(0, 1)
  await openPage('/visit?id=1')
  expect(shown()).toEqual(['/home', '/visit?id=1'])

  pages = [...pages.slice(0, 1), { url: '/sent' }]
  await openPage('/visit?id=1')
  expect(shown()).toEqual(['/home', '/sent', '/visit?id=1'])
})

test('what could not be opened can be tried again', async () => {
  vi.stubGlobal('wx', { navigateTo: vi.fn().mockRejectedValue(new Error('timeout')) })
  await expect(openPage('/visit?id=1')).rejects.toThrow('timeout')
  await expect(openPage('/visit?id=1')).rejects.toThrow('timeout')
})

test('where ten pages would lie on each other, the next takes the place of the last', async () => {
  for (let count = 2; count <= 12; count++) await openPage(`/visit?id=${count}`)
  expect(shown()).toHaveLength(9)
  expect(shown().at(-1)).toBe('/visit?id=12')
})

test('the tenth place is for a page that answers, which lies above the one that asked', async () => {
  for (let count = 2; count <= 9; count++) await openPage(`/visit?id=${count}`)
  const events = { chosen: () => undefined }
  await openPage('/host', events)
  expect(shown()).toHaveLength(10)
  expect(pages.at(-1)).toEqual({ url: '/host', events })
})
