import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from '../paths.mjs'

/** What `npm run check` and WeChat's tools read of the repository. */
const parts = [
  'miniprogram',
  'contract',
  'typings',
  'project.config.json',
  'package.json',
  'package-lock.json',
  '.prettierrc.json',
  '.prettierignore',
]

/**
 * A copy of the Mini Program as a project of its own, with the installed packages linked: WeChat's compiler
 * wants a folder in which nothing changes meanwhile, and tests plant errors in theirs.
 * @returns {string} the folder, to be removed by the caller
 */
export function copyProject() {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-project-'))
  const configs = fs.readdirSync(root).filter((name) => /^tsconfig.*\.json$|\.config\.mjs$/.test(name))
  for (const part of [...parts, ...configs]) {
    const from = path.join(root, part)
    if (fs.existsSync(from)) fs.cpSync(from, path.join(copy, part), { recursive: true })
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  return copy
}
