import fs from 'node:fs'
import path from 'node:path'
import { root } from '../paths.mjs'

/**
 * The npm packages of which code is in a bundle.
 * @param {import('esbuild').Metafile} metafile with paths from the root
 * @returns {string[]} their folders from the root, sorted
 */
export function packagesIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))
  return packagesOf(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file))
}

/**
 * The npm packages that files belong to.
 * @param {readonly string[]} files from the root
 * @returns {string[]} their folders from the root, sorted
 */
export function packagesOf(files) {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0])
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort()
}

/** What a package says of itself. @param {string} folder from the root @returns {Record<string, any>} */
export const packageJson = (folder) =>
  JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'))

/** The licences of packages with their texts, as they have to go with what ships. @param {readonly string[]} folders */
export function licenceTexts(folders) {
  return folders
    .map((folder) => {
      const { name, version, license = 'no licence stated' } = packageJson(folder)
      const file = fs.readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
      const text = file ? fs.readFileSync(path.join(root, folder, file), 'utf8').trim() : ''
      return `${name} ${version} (${license})\n\n${text}\n`
    })
    .join('\n----\n\n')
}
