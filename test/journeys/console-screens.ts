import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openComputer, goTo, signInOffStage } from './console-room'
import { startPreview } from '../../local/start'
import { launchBrowser } from '../browser'
import { castMember } from './people'
import { liveLong, liveUsually } from './screens/campus-life'
import { uploadsTo } from './screens/upload'

/**
 * Takes a picture of every page of the console as the office sees it, at both sizes, in three states, and says what axe-core
 * finds. `node --import tsx test/journeys/console-screens.ts [state] [part of an address …]`. To
 * artifacts/screens/console/<state>.
 */
const folder = fileURLToPath(new URL('../../artifacts/screens/console/', import.meta.url))
const STATES = { empty: () => Promise.resolve({}), usual: liveUsually, long: liveLong } as const
const [first = '', ...rest] = process.argv.slice(2)
const isState = first in STATES
const states = (Object.keys(STATES) as (keyof typeof STATES)[]).filter((state) => !isState || state === first)
const wanted = isState || first === '' ? rest : [first, ...rest]

for (const state of states) {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-screens-'))
  const [started, browser] = await Promise.all([startPreview({ port: 0, dir, fresh: true }), launchBrowser()])
  try {
    await STATES[state]({ started, ...uploadsTo(started) })
    await started.cloud.fireTimer('tick')
    const computer = await openComputer(browser, path.join(folder, state))
    await signInOffStage({ started }, computer, castMember('office-qin').openid)
    const links = await computer.page.getByRole('navigation').getByRole('link').all()
    const all = await Promise.all(
      links.map(async (link) => (await link.getAttribute('href'))?.slice(1) ?? ''),
    )
    for (const address of all.filter(
      (each) => wanted.length === 0 || wanted.some((part) => each.includes(part)),
    )) {
      await goTo(computer, address)
      await computer.page.waitForTimeout(1500)
      const issues = await computer.look(address.slice(1).replaceAll('/', '-'))
      console.log(state, address, issues.length === 0 ? 'ok' : issues)
    }
    if (computer.errors.length > 0) console.log(computer.errors)
  } finally {
    await browser.close()
    await started.close()
    await fs.rm(dir, { recursive: true, force: true })
  }
}
