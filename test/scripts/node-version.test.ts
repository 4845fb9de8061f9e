import { expect, it } from 'vitest'
import { read } from '../../scripts/paths.mjs'
import { functionOptions } from '../../scripts/build/functions.mjs'
import { RUNTIME } from '../../scripts/deploy/desired'
import { NODE } from '../../scripts/setup/node-version.mjs'

const packageFile = JSON.parse(read('package.json')) as {
  engines: { node: string }
  devDependencies: Record<string, string>
}
const version = `${NODE.major}.${NODE.minor}`

it('one Node.js for the functions, their bundles and this repository', () => {
  expect(RUNTIME).toBe(`Nodejs${version}`)
  expect(functionOptions.target).toBe(`node${NODE.major}`)
  expect(packageFile.engines.node).toBe(`>=${version}`)
  expect(packageFile.devDependencies['@types/node']?.split('.')[0]).toBe(String(NODE.major))
})

it.each([
  ['README.md', `Node.js ≥ ${version}`],
  ['README.zh-CN.md', `Node.js ≥ ${version}`],
  ['docs/deployment.md', `Node.js ${version}`],
])('%s says so', (file, words) => {
  expect(read(file)).toContain(words)
})
