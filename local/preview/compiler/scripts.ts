import fs from 'node:fs'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { SourceError, SourceFaults } from './source-error'
import { isFile, type Sources } from './sources'

/**
 * Bundles the Mini Program's scripts behind an entry text. Each component's file is wrapped in
 * `preview.enter(code)` … `preview.leave()`, so that the global `Page()` and `Component()` know who calls.
 */
export async function bundleScripts(
  sources: Sources,
  entry: string,
  codeByScript: Map<string, string>,
): Promise<{ script: string; map: string }> {
  try {
    const built = await esbuild.build({
      stdin: { contents: entry, resolveDir: sources.root, sourcefile: 'preview-entry.js', loader: 'js' },
      bundle: true,
      write: false,
      outfile: 'app.js',
      format: 'iife',
      target: 'es2020',
      sourcemap: 'external',
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"development"', global: 'globalThis' },
      plugins: [npmPackages(sources), announcedComponents(codeByScript)],
    })
    const text = (ending: string) => built.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? ''
    return { script: text('app.js'), map: text('.map') }
  } catch (error) {
    throw new SourceFaults(messagesOf(error).map((message) => faultOf(sources, message)))
  }
}

/** `import x from 'tdesign-miniprogram/…'` finds the packed packages, as after DevTools' "构建 npm". */
function npmPackages(sources: Sources): esbuild.Plugin {
  return {
    name: 'miniprogram-npm',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path: wanted, importer }) => {
        for (
          let folder = path.dirname(importer);
          folder.startsWith(sources.root);
          folder = path.dirname(folder)
        ) {
          const base = path.join(folder, 'miniprogram_npm', wanted)
          const found = [base, `${base}.js`, `${base}.ts`, path.join(base, 'index.js')].find(isFile)
          if (found) return { path: found }
        }
        return undefined
      })
    },
  }
}

function announcedComponents(codeByScript: Map<string, string>): esbuild.Plugin {
  return {
    name: 'announced-components',
    setup(build) {
      build.onLoad({ filter: /\.(ts|js)$/ }, ({ path: file }) => {
        const code = codeByScript.get(file)
        if (code === undefined) return undefined
        const source = fs.readFileSync(file, 'utf8')
        // On the first line, so that line numbers stay.
        const contents = `preview.enter(${JSON.stringify(code)});${source}\n;preview.leave();`
        return { contents, loader: file.endsWith('.ts') ? 'ts' : 'js', resolveDir: path.dirname(file) }
      })
    },
  }
}

function messagesOf(error: unknown): esbuild.Message[] {
  const { errors } = error as esbuild.BuildFailure
  if (!errors) throw error
  return errors
}

function faultOf(sources: Sources, { text, location }: esbuild.Message): SourceError {
  if (!location) return new SourceError(text, '(scripts)')
  return new SourceError(text, sources.label(path.resolve(location.file)), location.line, location.column + 1)
}
