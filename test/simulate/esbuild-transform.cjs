const crypto = require('node:crypto')
const { transformSync } = require('esbuild')

/** TypeScript and ES modules → what jest loads. */
module.exports = {
  process(source, file) {
    const { code, map } = transformSync(source, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2020',
      sourcemap: 'both',
      sourcefile: file,
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    })
    return { code, map }
  },
  getCacheKey: (source, file) => crypto.createHash('sha256').update(source).update(file).digest('hex'),
}
