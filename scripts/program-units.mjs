import path from 'node:path'
import { isFile, read } from './paths.mjs'
import { componentReferences } from './references.mjs'

/**
 * The pages that app.json lists, subpackages included.
 * @param {any} app app.json @returns {string[]} from miniprogram/, without extension
 */
export function pagesOf(app) {
  const parts = app.subPackages ?? app.subpackages ?? []
  return [
    ...(app.pages ?? []),
    ...parts.flatMap((/** @type {{ root: string, pages: string[] }} */ part) =>
      part.pages.map((page) => path.posix.join(part.root, page)),
    ),
  ]
}

/** A path named in a file of the Mini Program, from the root. @param {string} file @param {string} target */
export const resolveTarget = (file, target) =>
  target.startsWith('/') ? `miniprogram${target}` : path.posix.join(path.posix.dirname(file), target)

/**
 * What the Mini Program is made of: the app, its pages, and every component that one of them uses, however far down.
 * @returns {string[]} scripts, from the root
 */
export function unitScripts() {
  const app = 'miniprogram/app'
  const queue = [app, ...pagesOf(JSON.parse(read(`${app}.json`))).map((page) => `miniprogram/${page}`)]
  /** @type {Set<string>} */
  const units = new Set()
  for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
    if (units.has(unit) || !isFile(`${unit}.json`)) continue
    units.add(unit)
    for (const { target } of componentReferences(read(`${unit}.json`)))
      queue.push(resolveTarget(unit, target))
  }
  return [...units].map((unit) => `${unit}.ts`).sort()
}
