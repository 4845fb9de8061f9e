import { filesIn, isFile } from './paths.mjs'

/** Folders that hold what people wrote. */
const FOLDERS = ['miniprogram', 'contract', 'cloudfunctions', 'console', 'local', 'scripts', 'bench', 'test']

/** Paths of a command line as this repository writes them. @param {string[]} paths files or folders from the root */
export const cleaned = (paths) => paths.map((path) => path.replace(/^\.\//, '').replace(/\/$/, ''))

/** @param {string[]} paths cleaned; none = everything @param {RegExp} matching */
export const holdsAny = (paths, matching) =>
  (paths.length === 0 ? FOLDERS : paths).some((path) => filesIn(path, matching).length > 0)

export const LINTABLE = /\.(ts|mjs|cjs|wxml)$/
export const STYLES = /\.wxss$/
export const COMPONENTS = /\.vue$/

/** What stylelint is given: it takes patterns, and no file of another kind. @param {string[]} paths cleaned */
export const styleGlobs = (paths) => [
  ...(paths.length === 0 ? ['miniprogram'] : paths)
    .filter((path) => STYLES.test(path) || !isFile(path))
    .map((path) => (STYLES.test(path) ? path : `${path}/**/*.wxss`)),
  '!**/miniprogram_npm/**',
]
