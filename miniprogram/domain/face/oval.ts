/**
 * Where the face belongs. All ovals are in fractions (0–1) of the picture or view they lie in, so one rule serves the
 * screen, the camera's frames, the photo and the stored picture, whatever their sizes.
 */
export interface Oval {
  /** Centre and half axes. */
  x: number
  y: number
  rx: number
  ry: number
}

export interface Size {
  width: number
  height: number
}

/** A rectangle in pixels of a picture. */
export interface Crop extends Size {
  left: number
  top: number
}

/** Width of the oval by the width of the screen, and by its own height: a head with its hair. */
const OVAL_BY_VIEW = 0.74
const OVAL_BY_HEIGHT = 0.74
const OVAL_ASPECT = 0.7
/** Above the middle: below stand the hint and the buttons. */
const OVAL_CENTRE_Y = 0.42
/** The kept picture shows this much of what is around the oval; with the oval's form it comes out as 3:4. */
const AROUND_X = 1.5
const AROUND_Y = 1.4

/** The oval in the kept picture: always the same place, so that the server can judge what it gets. */
export const PHOTO_OVAL: Oval = { x: 0.5, y: 0.5, rx: 1 / AROUND_X / 2, ry: 1 / AROUND_Y / 2 }

/** Width by height of a kept picture. */
export const PHOTO_ASPECT = (AROUND_X * OVAL_ASPECT) / AROUND_Y

/** The oval on a view of that size (any unit): as wide as fits. */
export function ovalOnView({ width, height }: Size): Oval {
  const across = Math.min(width * OVAL_BY_VIEW, height * OVAL_BY_HEIGHT * OVAL_ASPECT)
  return {
    x: 0.5,
    y: OVAL_CENTRE_Y,
    rx: across / width / 2,
    ry: across / OVAL_ASPECT / height / 2,
  }
}

/** The same oval in a picture that fills the view, centred, with what doesn't fit cut off (aspect fill). */
export function ovalInPicture(view: Size, picture: Size): Oval {
  const oval = ovalOnView(view)
  const scale = Math.max(view.width / picture.width, view.height / picture.height)
  const [across, down] = [picture.width * scale, picture.height * scale]
  return {
    x: 0.5 + ((oval.x - 0.5) * view.width) / across,
    y: 0.5 + ((oval.y - 0.5) * view.height) / down,
    rx: (oval.rx * view.width) / across,
    ry: (oval.ry * view.height) / down,
  }
}

/** What of a picture is kept: the oval and its surroundings, moved and shrunk so far that it lies inside. */
export function cropAround(oval: Oval, { width, height }: Size): Crop {
  const wanted = Math.min(oval.rx * 2 * AROUND_X * width, width, height * PHOTO_ASPECT)
  const across = Math.floor(wanted)
  const down = Math.min(height, Math.round(wanted / PHOTO_ASPECT))
  return {
    left: Math.round(within(oval.x * width - across / 2, 0, width - across)),
    top: Math.round(within(oval.y * height - down / 2, 0, height - down)),
    width: across,
    height: down,
  }
}

/** What is kept of a prepared selfie: as much as has the form, from its middle. */
export function cropOfSelfie({ width, height }: Size): Crop {
  const across = Math.floor(Math.min(width, height * PHOTO_ASPECT))
  const down = Math.min(height, Math.round(across / PHOTO_ASPECT))
  return {
    left: Math.round((width - across) / 2),
    top: Math.round((height - down) / 2),
    width: across,
    height: down,
  }
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))
