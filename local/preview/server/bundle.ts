import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const previewDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

/** Browser files of the preview itself by name: the phones' runtime, the stage, their styles. */
export type BrowserFiles = Map<string, { content: Buffer; type: string }>

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
}

let bundled: Promise<BrowserFiles> | undefined

/** Builds runtime and stage for the browser, once in a process: about a quarter of a second. */
export const bundleBrowserFiles = (): Promise<BrowserFiles> => (bundled ??= bundle())

async function bundle(): Promise<BrowserFiles> {
  const built = await esbuild.build({
    entryPoints: {
      main: path.join(previewDir, 'runtime/main.ts'),
      stage: path.join(previewDir, 'stage/stage.ts'),
    },
    bundle: true,
    splitting: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'silent',
  })
  const files: BrowserFiles = new Map()
  const add = (name: string, content: Uint8Array) =>
    files.set(name, { content: Buffer.from(content), type: contentType(name) })
  for (const { path: name, contents } of built.outputFiles) add(path.basename(name), contents)
  for (const name of [
    'runtime/phone.html',
    'runtime/phone.css',
    'runtime/elements.css',
    'stage/stage.html',
    'stage/stage.css',
    'stage/gates.css',
  ]) {
    add(path.basename(name), fs.readFileSync(path.join(previewDir, name)))
  }
  add('zxing_reader.wasm', fs.readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  return files
}

export function contentType(name: string): string {
  return types[path.extname(name)] ?? pictureTypes[path.extname(name)] ?? 'application/octet-stream'
}

const pictureTypes: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
}
