import fs from 'node:fs'
import path from 'node:path'
import { SourceFault } from './fault'

/**
 * The Mini Program's folder. A *code path* is what the Mini Program calls a file: relative to its root,
 * with `/` and without an ending ("pages/home/home").
 */
export class Sources {
  constructor(readonly root: string) {}

  /** Absolute file for a code path and an ending. */
  file(code: string, ending: string): string {
    return path.join(this.root, code + ending)
  }

  has(code: string, ending: string): boolean {
    return isFile(this.file(code, ending))
  }

  /** The script of a page, component or the app itself: `.ts` before `.js`. */
  script(code: string): string | undefined {
    return ['.ts', '.js'].map((ending) => this.file(code, ending)).find(isFile)
  }

  /** How messages name a file. */
  label(file: string): string {
    return path.relative(path.dirname(this.root), file)
  }

  json(code: string): Record<string, any> {
    const file = this.file(code, '.json')
    const text = fs.readFileSync(file, 'utf8')
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new SourceFault(
        `不是合法的 JSON：${(error as Error).message}`,
        this.label(file),
        jsonLine(text, error),
      )
    }
  }

  /** The line of a JSON file in which a text first occurs, for messages about an entry. */
  lineOf(code: string, text: string): number {
    const lines = fs.readFileSync(this.file(code, '.json'), 'utf8').split('\n')
    return (
      Math.max(
        0,
        lines.findIndex((line) => line.includes(text)),
      ) + 1
    )
  }
}

export function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

/** Code path from a reference such as `/components/a/a`, `./a` or `../b/b` inside `owner`. */
export function resolveCode(reference: string, owner: string): string {
  const joined = reference.startsWith('/') ? reference : path.posix.join(path.posix.dirname(owner), reference)
  return path.posix.normalize(joined).replace(/^\/+/, '')
}

function jsonLine(text: string, error: unknown): number {
  const position = /position (\d+)/.exec((error as Error).message)?.[1]
  return position ? text.slice(0, Number(position)).split('\n').length : 1
}
