import { describe, expect, test } from 'vitest'
import {
  isFull,
  keysOf,
  nextKeySet,
  otherPlate,
  plateBoxes,
  withKey,
  withoutLast,
  writtenOf,
} from '../../../miniprogram/components/plate-keyboard/plate-keys'
import { checkPlate } from '../../../miniprogram/domain/values/plates'

describe('the plate keyboard', () => {
  test('begins with the provinces, then letters and digits without I and O', () => {
    expect(nextKeySet('')).toBe('provinces')
    expect(nextKeySet('桂')).toBe('characters')
    expect(keysOf('provinces', '')).toHaveLength(32)
    expect(keysOf('characters', '桂').join('')).not.toMatch(/[IO]/)
  })

  test.each([
    '桂C12345',
    '桂CD12345',
    '桂C1234警',
    '桂C1234学',
    '桂C1234挂',
    '粤Z1234港',
    '粤Z1234澳',
    '使224578',
  ])('types %s', (plate) => {
    let typed = ''
    for (const key of plate) {
      expect(keysOf(nextKeySet(typed), typed)).toContain(key)
      typed = withKey(typed, key)
    }
    expect(typed).toBe(plate)
    expect(checkPlate(typed)).not.toHaveProperty('fieldError')
  })

  test('begins with the province of here, and takes letters alone behind a province', () => {
    expect(keysOf('provinces', '')[0]).toBe('桂')
    expect(keysOf('characters', '桂').join('')).toMatch(/^[A-Z]+$/)
    expect(keysOf('characters', '使')).toContain('2')
  })

  test('any place is corrected, and what stands behind it stays', () => {
    expect(withKey('桂C12345', 'D', 1)).toBe('桂D12345')
    expect(nextKeySet('桂C12345', 0)).toBe('provinces')
    expect(plateBoxes('桂C12345', 1).findIndex(({ next }) => next)).toBe(1)
    expect([isFull('桂C12345'), isFull('桂CD12345')]).toEqual([false, true])
  })

  test.each([
    ['WJ12345', '其他WJ12345'],
    ['ｗｊ·123 45', '其他WJ12345'],
    ['其他 WJ12345', '其他WJ12345'],
    ['', '其他'],
  ])('types %j freely as %s', (written, plate) => {
    expect(otherPlate(written)).toBe(plate)
    expect(nextKeySet(plate)).toBe('other')
    expect(otherPlate(writtenOf(plate))).toBe(plate)
  })

  test('stops at eight places and takes back the last', () => {
    expect(withKey('桂CD12345', '6')).toBe('桂CD12345')
    expect(withoutLast('桂C')).toBe('桂')
    expect(withoutLast('')).toBe('')
  })

  test('marks the next box, and the eighth as the one for new energy', () => {
    const boxes = plateBoxes('桂C')
    expect(boxes.map(({ character }) => character).join('')).toBe('桂C')
    expect(boxes.findIndex(({ next }) => next)).toBe(2)
    expect(boxes.filter(({ extra }) => extra).map(({ place }) => place)).toEqual([7])
  })
})
