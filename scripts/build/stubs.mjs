/**
 * Replaces modules by stubs: importing one is free, as the SDKs do at load, and using anything of it throws
 * `<module> is not part of this function`.
 * @param {Readonly<Record<string, string>>} unreached module → reason
 * @returns {import('esbuild').Plugin}
 */
export function stubs(unreached) {
  const names = Object.keys(unreached).map((name) => name.replaceAll('.', '\\.'))
  return {
    name: 'stubs',
    setup(build) {
      if (names.length === 0) return
      build.onResolve({ filter: new RegExp(`^(${names.join('|')})$`) }, ({ path, importer }) =>
        isPackage(importer)
          ? { path, namespace: NAMESPACE }
          : { errors: [{ text: `${path} is imported and stands in scripts/build/unreached.mjs` }] },
      )
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({ contents: stubOf(path) }))
    },
  }
}

const NAMESPACE = 'stub'

/** Our own code must not import what is a stub. @param {string} importer */
const isPackage = (importer) => /[\\/]node_modules[\\/]/.test(importer)

/** The modules replaced in a bundle. @param {import('esbuild').Metafile} metafile @returns {string[]} */
export function stubsIn(metafile) {
  return Object.keys(metafile.inputs)
    .filter((input) => input.startsWith(`${NAMESPACE}:`))
    .map((input) => input.slice(NAMESPACE.length + 1))
}

/**
 * A CommonJS module. Compilers look at `__esModule` when a module is imported, `import()` at `then`. A namespace that
 * esbuild makes for an importing ES module inherits from the stub's prototype, so that throws as well.
 * @param {string} name
 */
function stubOf(name) {
  return `
    const refuse = () => { throw new Error(${JSON.stringify(`${name} is not part of this function`)}) }
    const get = (_, key) => key === '__esModule' || key === 'then' ? undefined : refuse()
    const prototype = new Proxy(Object.create(null), { get })
    module.exports = new Proxy(function () {}, {
      get, apply: refuse, construct: refuse, getPrototypeOf: () => prototype,
    })`
}
