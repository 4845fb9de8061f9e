import fs from 'node:fs'

/** Where libphonenumber's metadata of a country holds the ways to write its numbers in groups. */
const FORMATS = 4

/**
 * An esbuild plugin that leaves out of libphonenumber's metadata what we never ask for: how each country writes its numbers
 * in groups. We only read numbers (domain/values/phones.ts); that is more than half of 83 KB on every phone.
 * @type {import('esbuild').Plugin}
 */
export const phoneMetadata = {
  name: 'phone-metadata',
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json(\.js)?$/ }, ({ path }) => {
      const metadata = JSON.parse(fs.readFileSync(path.replace(/\.js$/, ''), 'utf8'))
      for (const country of [...Object.values(metadata.countries), ...Object.values(metadata.nonGeographic)])
        if (Array.isArray(country[FORMATS])) country[FORMATS] = []
      const contents = JSON.stringify(metadata)
      return path.endsWith('.js')
        ? { contents: `export default ${contents}`, loader: 'js' }
        : { contents, loader: 'json' }
    })
  },
}
