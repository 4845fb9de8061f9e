import { mkdir } from 'node:fs/promises'
import sharp from 'sharp'

/**
 * Draws the tab bar's pictures (WeChat wants local PNG, 81 × 81). Run when a shape or colour changes:
 * `npx tsx scripts/tab-icons.ts`. The colours are those of app.json's tabBar.
 */
const PLAIN = '#56605a'
const CHOSEN = '#1f7a4d'

const SHAPES = {
  home: (fill: string) =>
    `<path d="M13 37 40.500 14 68 37v27a4 4 0 0 1-4 4H17a4 4 0 0 1-4-4z" fill="${fill}"/><path d="M32 68V49a3 3 0 0 1 3-3h11a3 3 0 0 1 3 3v19"/>`,
  records: (fill: string) =>
    `<rect x="16" y="13" width="49" height="56" rx="6" fill="${fill}"/><path d="M28 29h25M28 41h25M28 53h15"/>`,
  mine: (fill: string) =>
    `<circle cx="40.500" cy="27" r="13.500" fill="${fill}"/><path d="M14 68c1-14 11-21 26.500-21S66 54 67 68z" fill="${fill}"/>`,
}

const folder = new URL('../miniprogram/assets/tabs/', import.meta.url)
await mkdir(folder, { recursive: true })
for (const [name, shape] of Object.entries(SHAPES)) {
  await draw(`${name}.png`, shape('none'), PLAIN)
  await draw(`${name}-chosen.png`, shape('#cde8d9'), CHOSEN)
}

async function draw(file: string, shape: string, stroke: string): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="81" height="81" fill="none" stroke="${stroke}" stroke-width="5.500" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`
  await sharp(Buffer.from(svg)).png({ palette: true }).toFile(new URL(file, folder).pathname)
}
