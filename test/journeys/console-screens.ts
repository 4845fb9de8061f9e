import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openComputer, goTo, signInOffStage } from './console-room'
import { openJourney } from './journey'
import { castMember } from './people'
import { liveLong, liveUsually } from './screens/campus-life'
import { uploadBy } from './screens/upload'

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
  const journey = await openJourney(`console-screens-${state}`)
  try {
    await STATES[state]({ started: journey.started, upload: uploadBy(journey.started) })
    await journey.started.cloud.fireTimer('tick')
    const computer = await openComputer(journey, path.join(folder, state))
    await signInOffStage(journey, computer, castMember('office-qin').openid)
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
    await journey.close()
  }
}
