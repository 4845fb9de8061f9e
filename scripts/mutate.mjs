import { installed } from './paths.mjs'
import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/**
 * `npm run mutate [-- subjects…]`: changes the domain's sources one place at a time and says which changes the subject's
 * own tests don't notice (stryker.config.mjs). Subjects: gate, visit, pass, parking, values; all without one. Results are kept
 * in dist/.cache, so that what hasn't changed isn't tried again. Fails below 85 %.
 */
const SUBJECTS = ['gate', 'visit', 'pass', 'parking', 'values']
const wanted = process.argv.slice(2)
const unknown = wanted.filter((subject) => !SUBJECTS.includes(subject))
if (unknown.length > 0) {
  console.error(
    `no subject of the domain is called ${unknown.join(' or ')}; there are ${SUBJECTS.join(', ')}`,
  )
  process.exit(1)
}
await prepare()
for (const subject of wanted.length > 0 ? wanted : SUBJECTS) {
  const code = await runToEnd(
    process.execPath,
    [
      installed('@stryker-mutator/core/bin/stryker.js'),
      ...['run', '--mutate', `miniprogram/domain/${subject}/**/*.ts`],
      ...['--incrementalFile', `dist/.cache/mutants-${subject}.json`],
    ],
    { env: { SUBJECT: subject } },
  )
  if (code !== 0) process.exitCode = code
}
