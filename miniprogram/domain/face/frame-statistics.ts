import { cropAround, type Oval } from './oval'

/** What a picture says about itself. Brightness is luma, 0–255. */
export interface FrameStatistics {
  /** Mean brightness of the face's place, and how far it spreads (standard deviation). */
  light: number
  spread: number
  /** Share of the face's place that is burnt out. */
  burnt: number
  /** How much brighter the surroundings are than the face's place; negative: darker. */
  backlight: number
  /** Variance of the Laplacian in the oval: fine lines make it large, blur makes it small. */
  sharpness: number
  /** Share of the background that lies on an edge. */
  busyness: number
  /** Mean change of brightness since the last frame, apart from the light as a whole; 0 for the first. */
  motion: number
}

/** The oval and its surroundings as cells: coarse enough to be quick, fine enough for eyes and brows. */
const ACROSS = 120
const DOWN = 160
const CELLS = ACROSS * DOWN

/** Parts of the grid. Below the shoulders there is no background. */
const [ELSEWHERE, EDGE_OF_FACE, FACE, BACKGROUND] = [0, 1, 2, 3]
const FACE_PART = 0.7
const BACKGROUND_FROM = 1.5
const SHOULDERS_FROM = 0.66

const BURNT_FROM = 250
/** Difference to the next cell from which it counts as an edge: above noise and the shading of a wall. */
const EDGE_FROM = 22
const MAX_PIXELS_PER_CELL_SIDE = 4

/**
 * A light meter. It keeps its grids between frames, so that measuring allocates nothing; `measure` always returns the
 * same object, with new values.
 */
export class LightMeter {
  private readonly cells = new Uint8Array(CELLS)
  private readonly before = new Uint8Array(CELLS)
  private readonly parts = new Uint8Array(CELLS)
  private readonly statistics: FrameStatistics = {
    light: 0,
    spread: 0,
    burnt: 0,
    backlight: 0,
    sharpness: 0,
    busyness: 0,
    motion: 0,
  }
  private place = ''
  private left = 0
  private top = 0
  private cellWidth = 0
  private cellHeight = 0
  private first = true

  /** `pixels`: RGBA rows of a picture of that size; `oval`: where the face belongs in it. */
  measure(pixels: ArrayLike<number>, width: number, height: number, oval: Oval): FrameStatistics {
    this.aim(width, height, oval)
    this.fill(pixels, width, height)
    this.readLight()
    this.readEdges()
    this.first = false
    return this.statistics
  }

  /** The next frame is the first one of something else. */
  forget(): void {
    this.first = true
  }

  private aim(width: number, height: number, oval: Oval): void {
    const place = `${width}:${height}:${oval.x}:${oval.y}:${oval.rx}:${oval.ry}`
    if (place === this.place) return
    this.place = place
    this.first = true
    const crop = cropAround(oval, { width, height })
    this.left = crop.left
    this.top = crop.top
    this.cellWidth = crop.width / ACROSS
    this.cellHeight = crop.height / DOWN
    for (let row = 0; row < DOWN; row++)
      for (let column = 0; column < ACROSS; column++) {
        const x = (crop.left + (column + 0.5) * this.cellWidth) / width - oval.x
        const y = (crop.top + (row + 0.5) * this.cellHeight) / height - oval.y
        const away = (x / oval.rx) ** 2 + (y / oval.ry) ** 2
        this.parts[row * ACROSS + column] = partOf(away, row / DOWN)
      }
  }

  /** Each cell: the mean luma of up to 4 × 4 of its pixels. What was there becomes the frame before. */
  private fill(pixels: ArrayLike<number>, width: number, height: number): void {
    const { cells, before, left, top, cellWidth, cellHeight } = this
    const side = Math.max(1, Math.min(MAX_PIXELS_PER_CELL_SIDE, Math.floor(cellWidth)))
    const weight = side * side * 256
    let at = 0
    for (let row = 0; row < DOWN; row++) {
      const y = Math.min(height - side, Math.floor(top + row * cellHeight))
      for (let column = 0; column < ACROSS; column++, at++) {
        const x = Math.min(width - side, Math.floor(left + column * cellWidth))
        let sum = 0
        for (let down = 0; down < side; down++) {
          let pixel = ((y + down) * width + x) * 4
          for (let across = 0; across < side; across++, pixel += 4)
            sum +=
              77 * (pixels[pixel] as number) +
              150 * (pixels[pixel + 1] as number) +
              29 * (pixels[pixel + 2] as number)
        }
        before[at] = cells[at] as number
        cells[at] = sum / weight
      }
    }
  }

  private readLight(): void {
    const { cells, before, parts, statistics, first } = this
    let [face, sum, squares, burnt] = [0, 0, 0, 0]
    let [around, aroundSum, all, shift] = [0, 0, 0, 0]
    for (let index = 0; index < CELLS; index++) {
      const part = parts[index]
      if (part === ELSEWHERE) continue
      const luma = cells[index] as number
      all++
      shift += luma - (before[index] as number)
      if (part === FACE) {
        face++
        sum += luma
        squares += luma * luma
        if (luma >= BURNT_FROM) burnt++
      } else if (part === BACKGROUND) {
        around++
        aroundSum += luma
      }
    }
    const light = sum / face
    statistics.light = light
    statistics.spread = Math.sqrt(Math.max(0, squares / face - light * light))
    statistics.burnt = burnt / face
    statistics.backlight = around === 0 ? 0 : aroundSum / around - light
    statistics.motion = first ? 0 : this.changeBeside(shift / all, all)
  }

  private changeBeside(shift: number, all: number): number {
    const { cells, before, parts } = this
    let change = 0
    for (let index = 0; index < CELLS; index++)
      if (parts[index] !== ELSEWHERE)
        change += Math.abs((cells[index] as number) - (before[index] as number) - shift)
    return change / all
  }

  private readEdges(): void {
    const { cells, parts, statistics } = this
    let [oval, sum, squares, around, edges] = [0, 0, 0, 0, 0]
    for (let row = 1; row < DOWN - 1; row++)
      for (let index = row * ACROSS + 1, end = index + ACROSS - 2; index < end; index++) {
        const part = parts[index]
        if (part === ELSEWHERE) continue
        const here = cells[index] as number
        const right = cells[index + 1] as number
        const below = cells[index + ACROSS] as number
        if (part === BACKGROUND) {
          around++
          if (Math.abs(here - right) + Math.abs(here - below) >= EDGE_FROM) edges++
          continue
        }
        const bend =
          right + below + (cells[index - 1] as number) + (cells[index - ACROSS] as number) - 4 * here
        oval++
        sum += bend
        squares += bend * bend
      }
    const mean = sum / oval
    statistics.sharpness = squares / oval - mean * mean
    statistics.busyness = around === 0 ? 0 : edges / around
  }
}

/** `away`: 1 on the oval's line; `down`: 0 at the top of the grid, 1 at its foot. */
function partOf(away: number, down: number): number {
  if (away <= FACE_PART) return FACE
  if (away <= 1) return EDGE_OF_FACE
  return away >= BACKGROUND_FROM && down < SHOULDERS_FROM ? BACKGROUND : ELSEWHERE
}
