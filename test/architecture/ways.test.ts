import { expect, it } from 'vitest'
import app from '../../miniprogram/app.json'
import { routes } from '../../miniprogram/config/routes'
import { filesIn, read } from '../../scripts/paths.mjs'

/** Every page has a way to it, and every address is somebody's way. */

const TABS = app.tabBar.list.map(({ pagePath }) => pagePath)
/** Opened by a code of WeChat's alone, which the server makes. */
const BY_CODE = ['walk-in/form/form']

const sources = filesIn('miniprogram', /\.ts$/).filter((file) => !file.endsWith('config/routes.ts'))

it('every address is used by some page, but that of a tab', () => {
  const text = sources.map(read).join('\n')
  const unused = Object.entries(routes).filter(([name]) => !new RegExp(`\\broutes\\.${name}\\b`).test(text))
  const addressOf = (route: unknown): string => (route as () => string)()
  expect(sources.length).toBeGreaterThan(100)
  expect(unused.map(([, route]) => addressOf(route)).filter((it) => !TABS.includes(it.slice(1)))).toEqual([])
})

it('every page of app.json has an address, or is opened by a code', () => {
  const all = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ]
  const made = read('miniprogram/config/routes.ts')
  expect(all.filter((page) => !made.includes(`'/${page}'`))).toEqual(BY_CODE)
})
