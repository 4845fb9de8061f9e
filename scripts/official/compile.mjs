import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import ci from './offline-ci.cjs'

/**
 * `node compile.mjs <project> <report>`: compiles a project with miniprogram-ci and writes to the report file
 * `{ files: { path: bytes }, quality: [...], unresolved: [...] }`, or `{ error: { code, message } }`. One process a project: the
 * compiler keeps state and never lets go of its workers.
 */
const [project = '.', report = 'report.json'] = process.argv.slice(2)
const key = path.join(path.dirname(report), 'no-real-key.pem')
fs.writeFileSync(
  key,
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey,
)

/** @param {unknown} result */
function finish(result) {
  fs.writeFileSync(report, JSON.stringify(result))
  process.exit(0)
}

try {
  const opened = new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: path.resolve(project),
    privateKeyPath: key,
    ignores: ['node_modules/**/*'],
  })
  const compiled = await ci.getCompiledResult(
    {
      project: opened,
      version: '1',
      setting: { es6: true, es7: true, minify: true },
      onProgressUpdate: () => {},
    },
    path.join(path.dirname(report), 'compiled.zip'),
  )
  const quality = await ci.checkCodeQuality(opened)
  finish({
    files: Object.fromEntries(
      Object.entries(compiled).map(([file, content]) => [file, Buffer.byteLength(content)]),
    ),
    quality: quality.map((/** @type {any} */ { name, success, text, detail }) => ({
      name,
      success,
      text,
      detail,
    })),
  })
} catch (error) {
  const { code, message } = /** @type {{ code?: number, message?: string }} */ (error)
  finish({ error: { code, message: message ?? String(error) } })
}
