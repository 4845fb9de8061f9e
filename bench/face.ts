import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { quantile } from './measure'

/** Frames as phones deliver them for frame-size medium, and what one may cost (ten a second). */
const FRAME = { width: 480, height: 640 }
const BUDGET_MS = 100
const ROUNDS = 300

/** What one frame of the live guidance costs in a browser: statistics and guidance, with and without a JIT compiler. */
export async function faceFrames(): Promise<string> {
  const code = await bundled()
  const lines = [
    `\nface guidance, one frame of ${FRAME.width} × ${FRAME.height}, ${ROUNDS} frames in Chromium`,
  ]
  for (const jit of [true, false]) {
    const times = await timesIn(code, jit ? [] : ['--js-flags=--jitless'])
    const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
    const share = ((median / BUDGET_MS) * 100).toFixed(1)
    lines.push(
      `  ${jit ? 'with JIT   ' : 'without JIT'}  median ${median.toFixed(2)} ms  p95 ${p95.toFixed(2)} ms  ${share} % of the ${BUDGET_MS} ms between frames`,
    )
  }
  return lines.join('\n')
}

/** The domain's own code, as a function of the page. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export { LightMeter } from './frame-statistics'
        export { guide, NO_HISTORY } from './guide'
        export { ovalInPicture } from './oval'`,
      resolveDir: fileURLToPath(new URL('../miniprogram/domain/face', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'face',
    target: 'es2017',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

async function timesIn(code: string, flags: string[]): Promise<number[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? (await packagedChromium()),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', ...flags],
  })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: code })
    // As text: what runs in the page is typed by nothing here.
    return await page.evaluate<number[]>(
      `(${inPage.toString()})(${JSON.stringify({ ...FRAME, rounds: ROUNDS })})`,
    )
  } finally {
    await browser.close()
  }
}

interface FaceDomain {
  LightMeter: new () => { measure(...frame: unknown[]): unknown }
  guide(...frame: unknown[]): { history: unknown }
  NO_HISTORY: unknown
  ovalInPicture(view: object, picture: object): unknown
}
declare const face: FaceDomain

/** Runs in the browser: noisy frames, two in turn so that nothing stands still; the first tenth warms up. */
function inPage({ width, height, rounds }: { width: number; height: number; rounds: number }): number[] {
  const frames = [0, 1].map((seed) => {
    const pixels = new Uint8Array(width * height * 4)
    for (let index = 0; index < pixels.length; index++)
      pixels[index] = (index * 31 + (index >> 9) * 17 + seed * 13) & 255
    return pixels
  })
  const meter = new face.LightMeter()
  const oval = face.ovalInPicture({ width: 390, height: 844 }, { width, height })
  const times: number[] = []
  let history = face.NO_HISTORY
  for (let round = -rounds / 10; round < rounds; round++) {
    const started = performance.now()
    const statistics = meter.measure(frames[round & 1], width, height, oval)
    history = face.guide({ at: round * 100, statistics, oval }, null, history).history
    if (round >= 0) times.push(performance.now() - started)
  }
  return times
}

async function packagedChromium(): Promise<string> {
  // Tells the package to bring the system libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
