import fs from 'node:fs'
import path from 'node:path'
import * as prettier from 'prettier'
import { read, root } from '../paths.mjs'
import { chosenFiles } from '../check/subset.mjs'
import { formatTemplate } from './wxml.mjs'

/** `node templates.mjs [--write] [paths…]`: lays out every WXML, or names those that aren't. */
const write = process.argv.includes('--write')
for (const file of chosenFiles(/\.wxml$/)) {
  const full = path.join(root, file)
  const text = read(file)
  const options = (await prettier.resolveConfig(full)) ?? {}
  const laidOut = await formatTemplate(text, options).catch(() => text) // unreadable: the other checks say so
  if (laidOut === text) continue
  if (write) fs.writeFileSync(full, laidOut)
  else {
    console.log(`${file}: not laid out; npm run format -- ${file}`)
    process.exitCode = 1
  }
}
