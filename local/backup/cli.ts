/**
 * `npm run backup -- <folder>` reads an environment into a folder, `npm run restore -- <folder>` writes it into an empty one.
 * The cloud is the one that the shell names (`TCB_ENV`, the deployment's key, the functions' `CAMPUS_…` keys), or else that
 * of `npm start`, which must not be running at the same time.
 */
import fs from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { openCloud } from '../open-cloud'
import { runCommand } from '../run-command'
import { restoreBackup } from './put-back'
import { takeBackup } from './take'

const print = (line: string): void => console.log(line)

async function main(): Promise<number> {
  const [command, dir] = process.argv.slice(2)
  if (dir === undefined || (command !== 'backup' && command !== 'restore')) {
    print('npm run backup -- <folder> | npm run restore -- <folder>')
    return 2
  }
  const close = await openCloud()
  try {
    if (command === 'restore') await restoreBackup({ dir, now: Date.now, wait, print })
    else await takeBackup({ dir, collections: allCollections(), now: Date.now, print })
    print(`  ✓ ${dir}`)
    return 0
  } finally {
    await close()
  }
}

const allCollections = (): string[] =>
  Object.keys(JSON.parse(fs.readFileSync('cloudfunctions/indexes.json', 'utf8')) as object)

await runCommand(main)
