import type { Hint } from '../../domain/face/hints'

/** The words stand exactly as given in the specification (6). */
export const HINT_WORDS: Readonly<Record<Hint, string>> = {
  tooDark: '光线太暗',
  tooBright: '光线太亮',
  backlit: '请勿逆光',
  closer: '请靠近一点',
  farther: '请离远一点',
  intoFrame: '请移到框内',
  faceCamera: '请正对镜头',
  onePerson: '画面中只能有一人',
  holdStill: '请保持不动',
  plainBackground: '请选择纯色背景',
}
