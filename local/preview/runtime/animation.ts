import { toBrowserLengths } from '../compiler/units'
import type { BuiltinElement } from './builtins/definition'

interface AnimationOptions {
  duration: number
  timingFunction: string
  delay: number
  transformOrigin: string
}

interface Step {
  changes: [property: string, value: string][]
  options: AnimationOptions
}

const defaults: AnimationOptions = {
  duration: 400,
  timingFunction: 'linear',
  delay: 0,
  transformOrigin: '50% 50% 0',
}
const transforms = [
  'translate',
  'translateX',
  'translateY',
  'translateZ',
  'translate3d',
  'scale',
  'scaleX',
  'scaleY',
  'scale3d',
  'rotate',
  'rotateX',
  'rotateY',
  'rotateZ',
  'rotate3d',
  'skew',
  'skewX',
  'skewY',
  'matrix',
  'matrix3d',
]
const lengths = ['width', 'height', 'top', 'left', 'bottom', 'right']

/** wx.createAnimation: collects steps, which the `animation` property plays one after another. */
export function createAnimation(options: Partial<AnimationOptions> = {}): Record<string, any> {
  let changes: Step['changes'] = []
  let steps: Step[] = []
  const animation: Record<string, any> = {
    step(own: Partial<AnimationOptions> = {}) {
      steps.push({ changes, options: { ...defaults, ...options, ...own } })
      changes = []
      return animation
    },
    export() {
      const exported = { actions: steps }
      steps = []
      return exported
    },
  }
  const add = (property: string, value: string) => (changes.push([property, value]), animation)
  for (const name of transforms) {
    animation[name] = (...values: (number | string)[]) =>
      add('transform', `${name}(${values.map((value) => transformValue(name, value)).join(',')})`)
  }
  for (const name of lengths)
    animation[name] = (value: number | string) =>
      add(name, typeof value === 'number' ? `${value}px` : toBrowserLengths(value))
  animation.opacity = (value: number) => add('opacity', String(value))
  animation.backgroundColor = (value: string) => add('backgroundColor', value)
  return animation
}

function transformValue(name: string, value: number | string): string {
  if (typeof value === 'string') return toBrowserLengths(value)
  if (name.startsWith('translate')) return `${value}px`
  return name.startsWith('rotate') || name.startsWith('skew') ? `${value}deg` : String(value)
}

/** Plays what the element's `animation` property holds. */
export async function runAnimation(element: BuiltinElement): Promise<void> {
  const steps: Step[] = element.read<{ actions?: Step[] } | null>('animation')?.actions ?? []
  for (const { changes, options } of steps) {
    await nextFrame()
    const { style } = element.host
    style.transition = `all ${options.duration}ms ${options.timingFunction} ${options.delay}ms`
    style.transformOrigin = options.transformOrigin
    const transform = changes.filter(([property]) => property === 'transform').map(([, value]) => value)
    if (transform.length) style.transform = transform.join(' ')
    for (const [property, value] of changes) if (property !== 'transform') (style as any)[property] = value
    await new Promise((done) => setTimeout(done, options.duration + options.delay))
    element.fire('transitionend')
  }
}

/** `this.animate(selector, keyframes, duration, callback)`: keyframes in WeChat's notation, on the Web Animations API. */
export function animateNodes(
  hosts: HTMLElement[],
  keyframes: Record<string, any>[],
  duration: number,
  done?: () => void,
): void {
  const frames = keyframes.map(({ offset, ease, ...change }) => {
    const frame: Keyframe = { offset: offset ?? null, easing: ease ?? 'linear' }
    const moves: string[] = []
    for (const [property, value] of Object.entries<any>(change)) {
      if (transforms.includes(property))
        moves.push(
          `${property}(${[value]
            .flat()
            .map((one) => transformValue(property, one))
            .join(',')})`,
        )
      else frame[property] = typeof value === 'string' ? toBrowserLengths(value) : value
    }
    if (moves.length) frame.transform = moves.join(' ')
    return frame
  })
  const running = hosts.map((host) => host.animate(frames, { duration, fill: 'forwards' }).finished)
  void Promise.all(running).then(
    () => done?.(),
    () => {},
  )
}

export function clearAnimations(hosts: HTMLElement[], done?: () => void): void {
  for (const host of hosts) for (const running of host.getAnimations()) running.cancel()
  done?.()
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}
