import { createHash } from 'node:crypto'
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import { PackageURL } from 'packageurl-js'
import parseExpression from 'spdx-expression-parse'
import { packageJson } from '../build/shipped.mjs'

/** Licences that let a university run and hand on what ships, if their texts go with it. */
const ACCEPTED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
]

/**
 * Packages that state no licence → what is known of them.
 * @type {Readonly<Record<string, string>>}
 */
export const UNSTATED = {
  '@cloudbase/signature-nodejs':
    'part of Tencent CloudBase’s own SDK, whose package (@cloudbase/node-sdk) is MIT; it has neither a field nor a file',
}

const builder = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(
  new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory(),
  new Contrib.License.Factories.LicenseFactory(parseExpression),
)

/**
 * The CycloneDX 1.6 document of one thing that ships. The same packages give the same bytes.
 * @param {string} name `miniprogram`, a function, or `console-page`
 * @param {readonly string[]} packages folders from the root
 * @returns {string} JSON
 */
export function billOfMaterials(name, packages) {
  const { version } = packageJson('.')
  const subject = new Models.Component(Enums.ComponentType.Application, `campus-visitor-${name}`, {
    version,
    bomRef: name,
  })
  subject.licenses.add(new Models.SpdxLicense('MIT'))
  const bom = new Models.Bom({ version: 1, metadata: new Models.Metadata({ component: subject }) })
  // One that lies in two places is one all the same.
  const components = new Map(packages.map((folder) => [editionOf(folder), componentOf(folder)]))
  for (const component of components.values()) {
    bom.components.add(component)
    subject.dependencies.add(component.bomRef)
  }
  bom.serialNumber = serialNumber([name, version, ...[...bom.components].map(({ bomRef }) => bomRef.value)])
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

/** @param {string} folder */
function editionOf(folder) {
  const { name, version } = packageJson(folder)
  return `${name}@${version}`
}

/** @param {string} folder */
function componentOf(folder) {
  const said = packageJson(folder)
  const component = builder.makeComponent(said)
  if (!component) throw new Error(`${folder} has no name`)
  const [name, scope] = said.name.split('/').reverse()
  component.purl = new PackageURL('npm', scope, name, said.version, undefined, undefined).toString()
  component.bomRef.value = editionOf(folder)
  const unstated = UNSTATED[said.name]
  if (unstated) component.properties.add(new Models.Property('licence', unstated))
  return component
}

/** A UUID made of what is in the document. @param {readonly (string | undefined)[]} parts */
function serialNumber(parts) {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex')
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return `urn:uuid:${groups.join('-')}`
}

/** Licences and who has them. @param {readonly string[]} packages @returns {Map<string, string[]>} */
export function licencesOf(packages) {
  const by = new Map()
  for (const folder of [...packages].sort()) {
    const { name, version, license = 'none stated' } = packageJson(folder)
    by.set(license, [...(by.get(license) ?? []), `${name} ${version}`])
  }
  return by
}

/** What somebody has to decide before it ships: a sentence a package, none when all is known. @param {readonly string[]} packages */
export function licencesToAnswerFor(packages) {
  return packages.flatMap((folder) => {
    const { name, license } = packageJson(folder)
    if (license === undefined)
      return UNSTATED[name]
        ? []
        : [`${name} states no licence: find out, and name it in scripts/sbom/bill.mjs`]
    return isAccepted(parseExpression(license))
      ? []
      : [`${name} has licence ${license}: decide, and name it in scripts/sbom/bill.mjs`]
  })
}

/**
 * Of a choice of licences one is enough, of several that hold together all count.
 * @param {any} expression as spdx-expression-parse reads it @returns {boolean}
 */
function isAccepted({ license, conjunction, left, right }) {
  if (license !== undefined) return ACCEPTED.includes(license)
  const [one, other] = [isAccepted(left), isAccepted(right)]
  return conjunction === 'or' ? one || other : one && other
}
