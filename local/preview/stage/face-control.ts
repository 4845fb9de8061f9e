import type { PhoneHandle, SimulatedFace } from '../protocol'
import { element } from '../runtime/dom'

interface Slider {
  key: keyof SimulatedFace
  label: string
  min: number
  max: number
  step: number
}

const SLIDERS: Slider[] = [
  { key: 'x', label: '左右', min: 0, max: 1, step: 0.01 },
  { key: 'y', label: '上下', min: 0, max: 1, step: 0.01 },
  { key: 'size', label: '远近', min: 0.2, max: 1.2, step: 0.01 },
  { key: 'turn', label: '转头', min: -60, max: 60, step: 1 },
  { key: 'count', label: '人数', min: 0, max: 3, step: 1 },
]

/** Sliders that move the simulated face of a phone whose computer finds no faces itself. */
export function createFaceControl(handle: PhoneHandle): HTMLElement {
  const face = handle.moveFace({})
  const rows = SLIDERS.map(({ key, label, min, max, step }) => {
    const input = element('input', { type: 'range', min, max, step, value: face[key], 'data-face': key })
    input.addEventListener('input', () => handle.moveFace({ [key]: Number(input.value) }))
    return element('label', {}, label, input)
  })
  return element(
    'section',
    { class: 'face-control', 'aria-label': '模拟的人脸' },
    element('b', {}, '模拟的人脸'),
    element('p', {}, '这台电脑的浏览器不能识别人脸，由这里代替；画面是真实的。'),
    ...rows,
  )
}
