import { fileUrl } from '../temp-files'
import { defineBuiltin, nativeControl, onWidth } from './definition'
import { richTextHtml } from './rich-text'

/** How `mode` of an image maps to CSS. The nine positions and "scaleToFill" are in the table, the rest have rules of their own. */
const fits: Record<string, [fit: string, position?: string]> = {
  scaleToFill: ['fill'],
  aspectFit: ['contain'],
  aspectFill: ['cover'],
  widthFix: ['fill'],
  heightFix: ['fill'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'top left'],
  'top right': ['none', 'top right'],
  'bottom left': ['none', 'bottom left'],
  'bottom right': ['none', 'bottom right'],
}

const glyphs: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'i',
  warn: '!',
  waiting: '⏱',
  cancel: '×',
  download: '↓',
  search: '⌕',
  clear: '×',
  circle: '',
}

/** An image for a canvas, whose `src` is a path of the Mini Program. */
function createCanvasImage(): HTMLImageElement {
  const image = new Image()
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!
  Object.defineProperty(image, 'src', {
    get: () => native.get!.call(image),
    set: (path: string) => native.set!.call(image, fileUrl(path)),
  })
  return image
}

/** image, cover-image, icon, progress, rich-text, canvas and video. */
export function definePictures(): void {
  defineBuiltin(
    'image',
    {
      src: String,
      mode: { type: String, value: 'scaleToFill' },
      lazyLoad: Boolean,
      showMenuByLongpress: Boolean,
      webp: Boolean,
      fadeIn: Boolean,
    },
    (element) => {
      const { host, read } = element
      const picture = nativeControl(element, 'img', {
        load: () => {
          fix()
          element.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight })
        },
        error: () => element.fire('error', { errMsg: `GET ${read('src')} failed` }),
      })
      const fix = () => {
        const { naturalWidth: width, naturalHeight: height } = picture
        if (host.clientWidth === 0 || width === 0) return
        if (read('mode') === 'widthFix') host.style.height = `${(host.clientWidth * height) / width}px`
        if (read('mode') === 'heightFix') host.style.width = `${(host.clientHeight * width) / height}px`
      }
      onWidth(host, fix)
      picture.draggable = false
      element.watch(['mode', 'src'], () => {
        const [fit, position = ''] = fits[read<string>('mode')] ?? ['fill']
        Object.assign(picture.style, { objectFit: fit, objectPosition: position })
        const url = fileUrl(read('src') ?? '')
        if (!url) picture.removeAttribute('src')
        else if (picture.getAttribute('src') !== url) picture.src = url
      })
      element.watch(['ariaLabel'], () => (picture.alt = read('ariaLabel') ?? ''))
    },
  )
  defineBuiltin('cover-image', { src: String }, (element) => {
    const picture = nativeControl(element, 'img', {
      load: () => element.fire('load'),
      error: () => element.fire('error'),
    })
    element.watch(['src'], () => (picture.src = fileUrl(element.read('src') ?? '')))
  })
  defineBuiltin(
    'icon',
    { type: String, size: { type: null, value: 23 }, color: String },
    ({ host, read, watch }) => {
      watch(['type', 'size', 'color'], () => {
        host.textContent = glyphs[read<string>('type')] ?? ''
        host.style.fontSize = `${Number.parseFloat(read('size')) || 23}px`
        host.style.color = read('color') || ''
      })
    },
  )
  defineBuiltin(
    'progress',
    {
      percent: Number,
      showInfo: Boolean,
      strokeWidth: { type: null, value: 6 },
      color: String,
      activeColor: { type: String, value: '#09bb07' },
      backgroundColor: { type: String, value: '#ebebeb' },
      active: Boolean,
      borderRadius: null,
      fontSize: null,
      activeMode: String,
      duration: Number,
    },
    ({ host, read, watch }) => {
      const bar = host.appendChild(document.createElement('div'))
      const label = host.appendChild(document.createElement('span'))
      bar.append(document.createElement('i'))
      watch(['percent', 'showInfo', 'strokeWidth', 'color', 'activeColor', 'backgroundColor'], () => {
        const filled = bar.firstElementChild as HTMLElement
        bar.style.height = `${Number.parseFloat(read('strokeWidth'))}px`
        bar.style.background = read('backgroundColor')
        filled.style.width = `${Math.min(100, Math.max(0, read('percent')))}%`
        filled.style.background = read('color') || read('activeColor')
        label.textContent = read('showInfo') ? `${read('percent')}%` : ''
      })
    },
  )
  defineBuiltin(
    'rich-text',
    { nodes: null, space: String, userSelect: Boolean, mode: String },
    ({ host, read, watch }) => {
      watch(['nodes'], () => host.replaceChildren(...richTextHtml(read('nodes'))))
    },
  )
  defineBuiltin('canvas', { type: String, canvasId: String, disableScroll: Boolean }, (element) => {
    const canvas = nativeControl(element, 'canvas')
    Object.assign(canvas, { createImage: () => createCanvasImage() })
    element.watch(['type'], () => {
      if (element.read('type') !== '2d')
        console.error('<canvas> without type="2d" is not provided by the preview')
    })
  })
  defineBuiltin(
    'video',
    {
      src: String,
      poster: String,
      controls: { type: Boolean, value: true },
      autoplay: Boolean,
      loop: Boolean,
      muted: Boolean,
      objectFit: String,
    },
    (element) => {
      const video = nativeControl(element, 'video', {
        play: () => element.fire('play'),
        pause: () => element.fire('pause'),
        ended: () => element.fire('ended'),
      })
      element.watch(['src', 'poster', 'controls', 'autoplay', 'loop', 'muted'], () => {
        const { src, poster, ...rest } = Object.fromEntries(
          ['src', 'poster', 'controls', 'autoplay', 'loop', 'muted'].map((name) => [
            name,
            element.read(name),
          ]),
        )
        Object.assign(video, rest, { src: fileUrl(src ?? ''), poster: fileUrl(poster ?? '') })
      })
    },
  )
}
