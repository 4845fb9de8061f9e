/** Pixels drawn per CSS pixel: enough for a dense code. */
const SCALE = 2

/**
 * What a camera held before a phone would see of codes: every visible picture and canvas of its screen, drawn in its
 * place. The elements belong to another frame of the same origin.
 */
export function drawnCodes(screen: Document): HTMLCanvasElement[] {
  const { innerWidth: width, innerHeight: height } = screen.defaultView ?? window
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return []
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  for (const picture of screen.querySelectorAll<HTMLImageElement | HTMLCanvasElement>('img, canvas')) {
    const { left, top, width: w, height: h } = picture.getBoundingClientRect()
    const visible = w > 0 && h > 0 && left < width && top < height && left + w > 0 && top + h > 0
    const loaded = 'complete' in picture ? picture.complete && picture.naturalWidth > 0 : picture.width > 0
    if (!visible || !loaded || !isInFront(screen, picture)) continue
    context.drawImage(picture, left * SCALE, top * SCALE, w * SCALE, h * SCALE)
  }
  return [canvas]
}

/** Whether the middle of the picture can be seen: something laid over it hides it from the camera, too. */
function isInFront(screen: Document, picture: Element): boolean {
  const { left, top, width, height } = picture.getBoundingClientRect()
  const front = screen.elementsFromPoint(left + width / 2, top + height / 2)
  const covering = front.slice(0, Math.max(0, front.indexOf(picture)))
  return covering.every((element) => isSeeThrough(screen, element))
}

function isSeeThrough(screen: Document, element: Element): boolean {
  const background = screen.defaultView?.getComputedStyle(element).backgroundColor ?? ''
  return background === 'transparent' || background.endsWith(', 0)')
}
