import sharp from 'sharp'
import type { Size } from '../../../miniprogram/domain/face/oval'

/** A drawn portrait: somebody before a wall, as a camera would see them. Everything has a value that suits. */
export interface Portrait extends Size {
  /** Middle of the face and its width, in fractions of the picture's height. */
  face: { x: number; y: number; width: number } | null
  /** Brightness of skin and of the wall, 0–255. */
  skin: number
  wall: number
  /** Shelves with books instead of a plain wall. */
  busy: boolean
  /** Standard deviation of a Gaussian blur, pixels of a 480 pixel wide picture. */
  blur: number
}

export const GOOD: Portrait = {
  width: 480,
  height: 640,
  face: { x: 0.375, y: 0.42, width: 0.31 },
  skin: 165,
  wall: 190,
  busy: false,
  blur: 0,
}

const grey = (level: number): string => {
  const value = Math.max(0, Math.min(255, Math.round(level)))
  return `rgb(${value},${value},${value})`
}

/** Skin is a little red, as cameras see it. */
const tone = (level: number): string => {
  const at = (factor: number) => Math.max(0, Math.min(255, Math.round(level * factor)))
  return `rgb(${at(1.12)},${at(0.96)},${at(0.88)})`
}

/** The portrait as an SVG of its size. */
export function portraitSvg(portrait: Portrait): string {
  const { width, height, wall } = portrait
  const shades = `<linearGradient id="wall" x2="1" y2="1">
    <stop offset="0" stop-color="${grey(wall * 1.06)}"/><stop offset="1" stop-color="${grey(wall * 0.9)}"/>
  </linearGradient>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${shades}</defs>
    <rect width="100%" height="100%" fill="url(#wall)"/>
    ${portrait.busy ? shelves(portrait) : ''}${portrait.face === null ? '' : person(portrait, portrait.face)}</svg>`
}

function shelves({ width, height, wall }: Portrait): string {
  const books: string[] = []
  for (let y = 0, row = 0; y < height; y += height / 9, row++)
    for (let x = 0, book = 0; x < width; x += width / 26, book++) {
      const level = wall * (0.35 + 0.65 * (((book * 7 + row * 5) % 11) / 10))
      books.push(
        `<rect x="${x}" y="${y}" width="${width / 30}" height="${height / 10.5}" fill="${grey(level)}"/>`,
      )
    }
  return books.join('')
}

function person(portrait: Portrait, face: { x: number; y: number; width: number }): string {
  const { height, skin } = portrait
  const unit = face.width * height
  const [x, y] = [face.x * height, face.y * height]
  const at = (dx: number, dy: number) => `${x + dx * unit} ${y + dy * unit}`
  const ellipse = (dx: number, dy: number, rx: number, ry: number, fill: string) =>
    `<ellipse cx="${x + dx * unit}" cy="${y + dy * unit}" rx="${rx * unit}" ry="${ry * unit}" fill="${fill}"/>`
  const dark = grey(skin * 0.2)
  const hair = [-0.4, -0.25, -0.1, 0.05, 0.2, 0.35].map(
    (dx) =>
      `<path d="M${at(dx, -0.72)} q${0.04 * unit} ${0.1 * unit} ${0.01 * unit} ${0.24 * unit}"
        stroke="${grey(skin * 0.42)}" stroke-width="${0.02 * unit}" fill="none"/>`,
  )
  const eye = (side: number) =>
    ellipse(0.21 * side, -0.08, 0.1, 0.045, grey(skin * 1.3)) +
    ellipse(0.21 * side, -0.08, 0.045, 0.045, grey(skin * 0.12)) +
    ellipse(0.21 * side + 0.015, -0.095, 0.012, 0.012, grey(skin * 1.4)) +
    `<path d="M${at(0.1 * side, -0.19)} q${0.1 * side * unit} ${-0.06 * unit} ${0.22 * side * unit} ${0.01 * unit}"
      stroke="${dark}" stroke-width="${0.045 * unit}" fill="none"/>`
  return [
    `<path d="M${at(-1.05, 1.6)} Q${at(-0.95, 0.85)} ${at(-0.25, 0.72)} L${at(0.25, 0.72)} Q${at(0.95, 0.85)} ${at(1.05, 1.6)} Z"
      fill="${grey(skin * 0.5)}"/>`,
    `<rect x="${x - 0.2 * unit}" y="${y + 0.4 * unit}" width="${0.4 * unit}" height="${0.42 * unit}" fill="${tone(skin * 0.85)}"/>`,
    ellipse(0, -0.16, 0.56, 0.64, dark),
    ellipse(0, 0, 0.5, 0.66, tone(skin)),
    ellipse(0, -0.6, 0.46, 0.2, dark),
    ...hair,
    eye(-1),
    eye(1),
    `<path d="M${at(-0.02, -0.05)} L${at(-0.09, 0.19)} L${at(0.05, 0.2)}" stroke="${tone(skin * 0.62)}" stroke-width="${0.025 * unit}" fill="none"/>`,
    ellipse(0, 0.36, 0.17, 0.05, `rgb(${skin * 0.75},${skin * 0.4},${skin * 0.4})`),
    `<path d="M${at(-0.17, 0.36)} L${at(0.17, 0.36)}" stroke="${dark}" stroke-width="${0.015 * unit}"/>`,
  ].join('')
}

/** The portrait's pixels, RGBA. */
export async function pixelsOf(portrait: Portrait): Promise<Uint8ClampedArray> {
  const image = sharp(Buffer.from(portraitSvg(portrait)))
  const blurred = portrait.blur > 0 ? image.blur((portrait.blur * portrait.width) / 480) : image
  return new Uint8ClampedArray(await blurred.ensureAlpha().raw().toBuffer())
}

/** Sensor noise of that standard deviation, different for every `seed`; the pixels given stay as they are. */
export function withNoise(pixels: Uint8ClampedArray, deviation: number, seed: number): Uint8ClampedArray {
  let state = seed * 2654435761 + 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return pixels.map((value, index) => {
    if (index % 4 === 3) return value
    // Twelve uniform numbers make a good enough bell.
    let sum = -2
    for (let each = 0; each < 4; each++) sum += next()
    return value + sum * deviation * Math.sqrt(3)
  })
}
