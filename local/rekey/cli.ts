/**
 * `npm run rekey`: writes again what stands under a key that `npm run deploy -- --rotate …` is exchanging, and says whether
 * anything is left. The cloud is the one that the shell names, as for `npm run backup`, with the keys that the functions
 * have now.
 */
import fs from 'node:fs'
import { openCloud } from '../open-cloud'
import { runCommand } from '../run-command'
import { exchanged, rewriteAll } from './rewrite'

const print = (line: string): void => console.log(line)

async function main(): Promise<number> {
  const close = await openCloud()
  try {
    for (const line of exchanged()) print(`  ${line}`)
    const collections = Object.keys(
      JSON.parse(fs.readFileSync('cloudfunctions/indexes.json', 'utf8')) as object,
    )
    for (;;) {
      const { rewritten, removed, unknown } = await rewriteAll(collections, print)
      if (rewritten + removed > 0) continue
      if (unknown.length === 0) {
        print('  ✓ nothing stands under an older key than these write by')
        return 0
      }
      for (const place of unknown.slice(0, SHOWN)) print(`  ✗ ${place}`)
      print(
        `  ✗ ${unknown.length} records stand under keys that this shell lacks: give it what \`npm run deploy -- --rotate\` printed last`,
      )
      return 1
    }
  } finally {
    await close()
  }
}

/** Records that are named. */
const SHOWN = 20

await runCommand(main)
