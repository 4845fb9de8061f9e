import { fileURLToPath } from 'node:url'
import path from 'node:path'
import fs from 'node:fs'

/** The repository's root. `CAMPUS_ROOT` lets tests point every script at a copy of it. */
export const root = path.resolve(process.env.CAMPUS_ROOT ?? fileURLToPath(new URL('..', import.meta.url)))

/** Folders that hold nothing anyone wrote by hand. */
const skipped = new Set(['node_modules', 'miniprogram_npm', 'dist', 'artifacts', 'coverage'])

/**
 * Files below a folder, as paths from the root with forward slashes, sorted.
 * @param {string} folder from the root; a file is its own only one
 * @param {RegExp} matching tested against the path
 * @param {{ includePacked?: boolean }} [options] `includePacked` also walks into miniprogram_npm
 * @returns {string[]} empty when the folder doesn't exist
 */
export function filesIn(folder, matching, { includePacked = false } = {}) {
  const start = path.join(root, folder)
  const there = fs.statSync(start, { throwIfNoEntry: false })
  if (!there) return []
  if (there.isFile()) return matching.test(folder) ? [folder] : []
  /** @type {string[]} */
  const found = []
  /** @param {string} directory */
  const walk = (directory) => {
    for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
      const full = path.join(directory, entry.name)
      if (entry.isDirectory()) {
        const skip =
          entry.name.startsWith('.') ||
          (skipped.has(entry.name) && !(includePacked && entry.name === 'miniprogram_npm'))
        if (!skip) walk(full)
      } else {
        const file = path.relative(root, full).split(path.sep).join('/')
        if (matching.test(file)) found.push(file)
      }
    }
  }
  walk(start)
  return found.sort()
}

/** @param {string} file from the root */
export const read = (file) => fs.readFileSync(path.join(root, file), 'utf8')

/** @param {string} file from the root */
export const isFile = (file) =>
  fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false

/** The path of a program that npm installed, for `process.execPath`. @param {string} file below node_modules */
export const installed = (file) => path.join(root, 'node_modules', file)
