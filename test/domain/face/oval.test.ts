import { describe, expect, it, test } from 'vitest'
import { anchorFrom } from '../../../miniprogram/domain/face/anchors'
import { photoSizeFits } from '../../../miniprogram/domain/face/face-photo'
import {
  cropAround,
  cropOfSelfie,
  ovalInPicture,
  ovalOnView,
  PHOTO_ASPECT,
  PHOTO_OVAL,
} from '../../../miniprogram/domain/face/oval'

const PHONE = { width: 390, height: 844 }

describe('the oval', () => {
  test.each([PHONE, { width: 320, height: 568 }, { width: 844, height: 390 }])('lies on %o', (view) => {
    const { x, y, rx, ry } = ovalOnView(view)
    expect(x - rx).toBeGreaterThan(0)
    expect(y - ry).toBeGreaterThan(0)
    expect(y + ry).toBeLessThan(1)
    expect((rx * view.width) / (ry * view.height)).toBeCloseTo(0.7)
  })

  test.each([
    { width: 480, height: 640 },
    { width: 640, height: 480 },
    { width: 1080, height: 1920 },
  ])('is the same piece of the world in a picture of %o', (picture) => {
    const [seen, oval] = [ovalOnView(PHONE), ovalInPicture(PHONE, picture)]
    const scale = Math.max(PHONE.width / picture.width, PHONE.height / picture.height)
    expect(oval.rx * picture.width * scale).toBeCloseTo(seen.rx * PHONE.width)
    expect((oval.y - 0.5) * picture.height * scale).toBeCloseTo((seen.y - 0.5) * PHONE.height)
  })
})

describe('what is kept', () => {
  test.each([
    { width: 480, height: 640 },
    { width: 640, height: 480 },
    { width: 1080, height: 1920 },
    { width: 300, height: 2000 },
  ])('of %o is 3:4 and inside the picture', (picture) => {
    for (const crop of [cropAround(ovalInPicture(PHONE, picture), picture), cropOfSelfie(picture)]) {
      expect(crop.left).toBeGreaterThanOrEqual(0)
      expect(crop.top).toBeGreaterThanOrEqual(0)
      expect(crop.left + crop.width).toBeLessThanOrEqual(picture.width)
      expect(crop.top + crop.height).toBeLessThanOrEqual(picture.height)
      expect(crop.width / crop.height).toBeCloseTo(0.75, 1)
    }
  })

  it('has the oval in its middle', () => {
    const picture = { width: 1080, height: 1920 }
    const oval = ovalInPicture(PHONE, picture)
    const crop = cropAround(oval, picture)
    expect((oval.x * picture.width - crop.left) / crop.width).toBeCloseTo(PHOTO_OVAL.x, 2)
    expect((oval.y * picture.height - crop.top) / crop.height).toBeCloseTo(PHOTO_OVAL.y, 2)
    expect((oval.rx * picture.width) / crop.width).toBeCloseTo(PHOTO_OVAL.rx, 2)
    expect(PHOTO_ASPECT).toBeCloseTo(0.75)
  })

  test.each<[number, number, boolean]>([
    [600, 800, true],
    [240, 320, true],
    [239, 319, false],
    [601, 801, false],
    [600, 600, false],
    [450, 601, true],
  ])('may be %i × %i: %s', (width, height, fits) => {
    expect(photoSizeFits({ width, height })).toBe(fits)
  })
})

describe('an anchor of the platform', () => {
  const box = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 }
  /** An outline, and features moved by `shift` of the face's width; eyes at their numbers, one higher by `lean`. */
  const points = (shift: number, lean = 0) =>
    Array.from({ length: 106 }, (_, index) => {
      if (index < 33) return { x: 0.3 + (0.4 * index) / 32, y: 0.5 }
      const eye = index === 74 ? -0.08 : index === 77 ? 0.08 : 0
      return { x: 0.5 + eye + shift * 0.4, y: 0.45 + (index === 77 ? lean : 0) }
    })

  it('faces the camera with its features in the middle', () => {
    expect(anchorFrom(box, points(0), 1).turn).toBeCloseTo(0)
    expect(anchorFrom(box, points(0), 1).tilt).toBeCloseTo(0)
  })

  it('is turned when they lie aside, to either side', () => {
    expect(anchorFrom(box, points(0.15), 1).turn).toBeGreaterThan(0.08)
    expect(anchorFrom(box, points(-0.15), 1).turn).toBeLessThan(-0.08)
  })

  it('leans by the line of the eyes, whatever the form of the frame', () => {
    expect(anchorFrom(box, points(0, 0.16), 1).tilt).toBeCloseTo(45)
    expect(anchorFrom(box, points(0, 0.16), 0.5).tilt).toBeGreaterThan(60)
  })

  it('without points is taken to face the camera', () => {
    expect(anchorFrom(box, [], 1)).toMatchObject({ turn: 0, tilt: 0 })
  })
})
