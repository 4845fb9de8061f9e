import { describe, expect, it, test } from 'vitest'
import type { FaceAnchor } from '../../../miniprogram/domain/face/anchors'
import { photoIssue } from '../../../miniprogram/domain/face/face-photo'
import { LightMeter } from '../../../miniprogram/domain/face/frame-statistics'
import { guide, NO_HISTORY, type Guidance } from '../../../miniprogram/domain/face/guide'
import type { Hint } from '../../../miniprogram/domain/face/hints'
import { HINT_WORDS } from '../../../miniprogram/locales/zh/face'
import { ovalInPicture, PHOTO_OVAL } from '../../../miniprogram/domain/face/oval'
import { GOOD, pixelsOf, type Portrait } from './portrait'

const VIEW = { width: 390, height: 844 }
const FRAME_MS = 100

/** What is told after two seconds of the same picture, with what face tracking says of it (null: none there). */
async function guidance(
  picture: Partial<Portrait>,
  anchors: readonly FaceAnchor[] | null,
): Promise<Guidance> {
  const portrait = { ...GOOD, ...picture }
  const pixels = await pixelsOf(portrait)
  const oval = ovalInPicture(VIEW, portrait)
  const meter = new LightMeter()
  let told: Guidance = guide(
    { at: 0, statistics: meter.measure(pixels, portrait.width, portrait.height, oval), oval },
    anchors,
    NO_HISTORY,
  )
  for (let index = FRAME_MS; index <= 2000; index += FRAME_MS) {
    const statistics = meter.measure(pixels, portrait.width, portrait.height, oval)
    told = guide({ at: index, statistics, oval }, anchors, told.history)
  }
  return told
}

const oval = ovalInPicture(VIEW, GOOD)

/** A face in the oval: `size` by the oval's width, moved by `right` and `down` of its half axes. */
function face({ size = 0.88, right = 0, down = 0, turn = 0, tilt = 0 } = {}): FaceAnchor {
  const width = oval.rx * 2 * size
  const height = oval.ry * 2 * size
  const [x, y] = [oval.x + right * oval.rx - width / 2, oval.y + down * oval.ry - height / 2]
  return { x, y, width, height, turn, tilt }
}

describe('frames of drawn portraits', () => {
  test.each<[string, Partial<Portrait>, Hint | null]>([
    ['somebody before a plain wall', {}, null],
    ['before a white wall', { wall: 250 }, null],
    ['before a dark curtain', { wall: 45 }, null],
    ['in the light of a lamp in the evening', { skin: 90, wall: 80 }, null],
    ['a little out of focus', { blur: 1.5 }, null],
    ['at night', { skin: 40, wall: 45 }, 'tooDark'],
    ['in the sun', { skin: 250, wall: 250 }, 'tooBright'],
    ['before a window', { skin: 60, wall: 235 }, 'backlit'],
    ['before a lit wall in a dim hall', { skin: 90, wall: 200 }, 'backlit'],
    ['out of focus', { blur: 5 }, 'holdStill'],
    ['before shelves', { busy: true }, 'plainBackground'],
    ['nobody', { face: null }, 'intoFrame'],
  ])('%s', async (_, picture, hint) => {
    const told = await guidance(picture, null)
    expect(told.hint).toBe(hint)
    expect(told.ready).toBe(hint === null)
  })

  it('say the same on a phone that delivers them lying', async () => {
    const lying = { width: 640, height: 480, face: { x: 0.667, y: 0.42, width: 0.24 } }
    expect((await guidance(lying, null)).ready).toBe(true)
    expect((await guidance({ ...lying, skin: 40, wall: 45 }, null)).hint).toBe('tooDark')
  })
})

describe('with face tracking', () => {
  test.each<[string, FaceAnchor[], Hint | null]>([
    ['one face in the oval', [face()], null],
    ['nobody', [], 'intoFrame'],
    ['half out at the side', [face({ right: 0.6 })], 'intoFrame'],
    ['too low', [face({ down: 0.5 })], 'intoFrame'],
    ['a little aside', [face({ right: 0.2, down: 0.2 })], null],
    ['far away', [face({ size: 0.45 })], 'closer'],
    ['not far', [face({ size: 0.62 })], null],
    ['very near', [face({ size: 1.25 })], 'farther'],
    ['looking left', [face({ turn: -0.12 })], 'faceCamera'],
    ['looking right', [face({ turn: 0.12 })], 'faceCamera'],
    ['the head on one shoulder', [face({ tilt: 20 })], 'faceCamera'],
    ['almost straight', [face({ turn: 0.05, tilt: 8 })], null],
    ['two faces', [face(), face({ right: 1.1, size: 0.7 })], 'onePerson'],
    ['somebody far behind', [face(), face({ right: 1.3, size: 0.25 })], null],
  ])('%s', async (_, anchors, hint) => {
    const told = await guidance({}, anchors)
    expect(told.hint).toBe(hint)
    expect(told.ready).toBe(hint === null)
  })

  it('tells the light first, because nothing else can be judged without it', async () => {
    expect((await guidance({ skin: 40, wall: 45, busy: true }, [])).hint).toBe('tooDark')
  })
})

describe('a picture to keep', () => {
  /** As it is kept: the oval in the middle. */
  const kept = { width: 600, height: 800, face: { x: 0.375, y: 0.52, width: 0.44 } }

  test.each<[string, Partial<Portrait>, Hint | null]>([
    ['good', {}, null],
    ['small', { width: 240, height: 320 }, null],
    ['before shelves: advice while taking it, no reason to refuse', { busy: true }, null],
    ['dark', { skin: 40, wall: 45 }, 'tooDark'],
    ['bright', { skin: 250, wall: 250 }, 'tooBright'],
    ['backlit', { skin: 60, wall: 235 }, 'backlit'],
    ['blurred', { blur: 6 }, 'holdStill'],
    ['of a wall', { face: null }, 'intoFrame'],
  ])('%s', async (_, picture, hint) => {
    const portrait = { ...GOOD, ...kept, ...picture }
    const statistics = new LightMeter().measure(
      await pixelsOf(portrait),
      portrait.width,
      portrait.height,
      PHOTO_OVAL,
    )
    expect(photoIssue(statistics, null)).toBe(hint)
  })

  it('is refused when face tracking finds nobody in it, or two', async () => {
    const portrait = { ...GOOD, ...kept }
    const pixels = await pixelsOf(portrait)
    const statistics = new LightMeter().measure(pixels, portrait.width, portrait.height, PHOTO_OVAL)
    const one = { x: 0.2, y: 0.15, width: 0.6, height: 0.7, turn: 0, tilt: 0 }
    expect(photoIssue(statistics, [one])).toBeNull()
    expect(photoIssue(statistics, [])).toBe('intoFrame')
    expect(photoIssue(statistics, [one, { ...one, x: 0, width: 0.4 }])).toBe('onePerson')
  })
})

test('every hint has the words of the rule, and no other', () => {
  expect(Object.values(HINT_WORDS)).toEqual([
    '光线太暗',
    '光线太亮',
    '请勿逆光',
    '请靠近一点',
    '请离远一点',
    '请移到框内',
    '请正对镜头',
    '画面中只能有一人',
    '请保持不动',
    '请选择纯色背景',
  ])
})
