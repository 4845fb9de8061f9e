import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPreview } from '../../local/start'
import { launchBrowser } from '../browser'
import { liveLong, liveUsually, type Stage } from './screens/campus-life'
import { lookAtPages } from './screens/console-pages'
import { uploadsTo } from './screens/upload'

/**
 * Takes a picture of every page of the console as who it is for sees it, and of what its buttons open, at both sizes, in
 * three states, and says what axe-core finds. `node --import tsx test/journeys/console-screens.ts [state] [part of an
 * address …]`. To artifacts/screens/console/<state>.
 */
const folder = fileURLToPath(new URL('../../artifacts/screens/console/', import.meta.url))
const STATES = {
  empty: () => Promise.resolve({}),
  usual: liveUsually,
  // What is long comes on top of an ordinary day.
  long: async (stage: Stage) => {
    await liveUsually(stage)
    return liveLong(stage)
  },
} as const
const [first = '', ...rest] = process.argv.slice(2)
const isState = first in STATES
const states = (Object.keys(STATES) as (keyof typeof STATES)[]).filter((state) => !isState || state === first)
const wanted = isState || first === '' ? rest : [first, ...rest]

process.env.JOURNEY_PICTURES = '1'
for (const state of states) {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'console-screens-'))
  const [started, browser] = await Promise.all([startPreview({ port: 0, dir, fresh: true }), launchBrowser()])
  try {
    await STATES[state]({ started, ...uploadsTo(started) })
    await started.cloud.fireTimer('tick')
    const errors = await lookAtPages(
      { started },
      browser,
      path.join(folder, state),
      wanted,
      ({ title, issues }) => console.log(state, title, issues.length === 0 ? 'ok' : issues),
    )
    if (errors.length > 0) console.log(errors)
  } finally {
    await browser.close()
    await started.close()
    await fs.rm(dir, { recursive: true, force: true })
  }
}
