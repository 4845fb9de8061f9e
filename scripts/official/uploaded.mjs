import { build } from 'esbuild'
import { read, root } from '../paths.mjs'
import { unitScripts } from '../program-units.mjs'

/**
 * What of the compiled files is uploaded: scripts that no page, component or app reaches stay behind, as project.config.json
 * asks of WeChat's tools (`ignoreUploadUnusedFiles`). The rules that only functions apply stand among them.
 * @param {Record<string, number>} files bytes by file, from miniprogram/ @returns {Promise<Record<string, number>>}
 */
export async function uploaded(files) {
  const reached = await reachedScripts()
  const stays = (/** @type {string} */ file) =>
    !file.endsWith('.js') || file.startsWith('miniprogram_npm/') || reached.has(file)
  return Object.fromEntries(Object.entries(files).filter(([file]) => stays(file)))
}

/** Scripts that a phone can load, as they are called once compiled. @returns {Promise<Set<string>>} */
async function reachedScripts() {
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints: unitScripts(), bundle: true, write: false, metafile: true },
    ...{ outdir: 'dist', platform: 'neutral', packages: 'external', logLevel: 'silent' },
  })
  const own = Object.keys(metafile.inputs).filter((file) => file.startsWith('miniprogram/'))
  return new Set(own.map((file) => file.slice('miniprogram/'.length).replace(/\.ts$/, '.js')))
}

/** Roots of the subpackages, each ending with a slash. @returns {string[]} */
export const subpackageRoots = () =>
  JSON.parse(read('miniprogram/app.json')).subPackages.map(
    (/** @type {{ root: string }} */ { root: part }) => `${part.replace(/\/$/, '')}/`,
  )

/** Bytes of the main package: of what no subpackage holds. @param {Record<string, number>} files */
export const mainBytes = (files) => {
  const parts = subpackageRoots()
  return Object.entries(files)
    .filter(([file]) => !parts.some((part) => file.startsWith(part)))
    .reduce((sum, [, bytes]) => sum + bytes, 0)
}
