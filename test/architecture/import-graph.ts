import path from 'node:path'
import { filesIn, isFile, read } from '../../scripts/paths.mjs'
import { typedReferences } from '../../scripts/references.mjs'

/** One import of one file. `to` is a file from the root, or `npm:name`, or `node:name`. */
export interface Arrow {
  from: string
  to: string
  line: number
  /** Read only for its types: nothing of it runs. */
  typeOnly: boolean
}

let graph: Arrow[] | undefined

/** Every import of the repository's own code, type-only ones too; read once. */
export const importGraph = (): Arrow[] => (graph ??= readGraph())

function readGraph(): Arrow[] {
  return filesIn(
    '.',
    /^(miniprogram|contract|cloudfunctions|console|local|bench|scripts|test)\/.*\.(ts|mjs|cjs|vue)$/,
  ).flatMap((file) => arrowsOf(file, file.endsWith('.vue') ? scriptOf(read(file)) : read(file)))
}

/** The script of a component, on the lines where it stands. */
const scriptOf = (component: string): string => {
  const [, before = '', script = ''] = /^([^]*?<script[^>]*>)([^]*?)<\/script>/.exec(component) ?? []
  return before.replace(/[^\n]/g, '') + script
}

/** @param text what the file holds, which need not be what is on disk */
export const arrowsOf = (file: string, text: string): Arrow[] =>
  typedReferences(text, file).map(({ target, line, typeOnly }) => ({
    from: file,
    to: resolve(file, target),
    line,
    typeOnly,
  }))

function resolve(file: string, target: string): string {
  if (target.startsWith('node:')) return target
  if (!target.startsWith('.')) return `npm:${target.split('/', target.startsWith('@') ? 2 : 1).join('/')}`
  const beside = path.posix.join(path.posix.dirname(file), target)
  const found = ['', '.ts', '.d.ts', '/index.ts'].map((ending) => beside + ending).find(isFile)
  return found ?? beside
}
