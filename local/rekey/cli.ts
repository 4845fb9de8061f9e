/**
 * `npm run rekey`: writes again what stands under a key that `npm run deploy -- --rotate …` is exchanging, and says whether
 * anything is left. The cloud is the one that the shell names, as for `npm run backup`, with the keys that the functions
 * have now.
 */
import fs from 'node:fs'
import { openCloud } from '../open-cloud'
import { rewriteAll } from './rewrite'

const print = (line: string): void => console.log(line)

const close = await openCloud()
try {
  const collections = Object.keys(
    JSON.parse(fs.readFileSync('cloudfunctions/indexes.json', 'utf8')) as object,
  )
  for (let left = Infinity; left > 0;) {
    const { rewritten, removed } = await rewriteAll(collections, print)
    left = rewritten + removed
  }
  print('  ✓ nothing stands under an older key')
} finally {
  await close()
}
process.exit(0)
