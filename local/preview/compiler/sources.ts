import fs from 'node:fs'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { SourceError } from './source-error'

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
      const { line, column } = jsonFaultAt(text)
      throw new SourceError(`不是合法的 JSON：${(error as Error).message}`, this.label(file), line, column)
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

/** Where a JSON text breaks: the engine's own message says it only at times. */
function jsonFaultAt(text: string): { line: number; column: number } {
  try {
    esbuild.transformSync(text, { loader: 'json', logLevel: 'silent' })
  } catch (error) {
    const location = (error as esbuild.TransformFailure).errors[0]?.location
    if (location) return { line: location.line, column: location.column + 1 }
  }
  return { line: 1, column: 1 }
}
