import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core'

/** Flags that keep a browser from calling anybody, and let it run without a display or a sandbox. */
const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--autoplay-policy=no-user-gesture-required',
]

export interface BrowserOptions {
  /** Motion JPEG (JPEGs one after another) that the computer's camera shows; without it there is no camera. */
  cameraFile?: string
}

/**
 * A headless Chromium. On Linux x64 it comes from npm alone; elsewhere, or when CHROME_PATH is set, it is the installed
 * one. Close it when done.
 */
export async function launchBrowser({ cameraFile }: BrowserOptions = {}): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await packagedChromium())
  const camera = cameraFile
    ? [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${cameraFile}`,
      ]
    : []
  return chromium.launch({ executablePath, headless: true, args: [...flags, ...camera] })
}

/** The screen of phone `number` on an open stage: navigation bar, page and everything above it. */
export function phone(page: Page, number: number | string): FrameLocator {
  return page.frameLocator(`iframe[data-phone="${number}"]`)
}

async function packagedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Set CHROME_PATH to an installed Chrome or Chromium: the packaged one is for Linux x64.')
  }
  // Tells the package to bring the system libraries (libnss3 and others) that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
  return oneAtATime('campus-visitor-chromium', async () => {
    const { default: packaged } = await import('@sparticuz/chromium')
    return packaged.executablePath()
  })
}

/** Test files run in several processes: the first unpacks the browser, the others wait for it. */
async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(os.tmpdir(), `${name}.lock`)
  const deadline = Date.now() + 60_000
  while (
    !(await fs.mkdir(lock).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) await fs.rm(lock, { recursive: true, force: true })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  try {
    return await work()
  } finally {
    await fs.rm(lock, { recursive: true, force: true })
  }
}
