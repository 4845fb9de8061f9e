import path from 'node:path'
import simulate from 'miniprogram-simulate'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

/**
 * Loads a page or component of miniprogram/ with the official compilers and puts it on the screen.
 * @param name path from miniprogram/ without extension, such as `components/state-tag/state-tag`
 * @param properties a component's properties
 */
export function render(name: string, properties: Record<string, unknown> = {}) {
  const id = loaded.get(name) ?? load(name)
  const rendered = simulate.render(id, properties)
  rendered.attach(document.body.appendChild(document.createElement('div')))
  return rendered
}

/** A source runs once in a test file, so that it registers itself once only. */
const loaded = new Map<string, string>()

function load(name: string): string {
  const id = simulate.load(path.join(miniprogram, name), path.basename(name), {
    rootPath: miniprogram,
    compiler: 'official',
    // its compiled form of a page with TDesign is larger than what Node lets a child print by default
    compilerOptions: { maxBuffer: 64 << 20 },
  } as Parameters<typeof simulate.load>[2])
  loaded.set(name, id)
  return id
}
