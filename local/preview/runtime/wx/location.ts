import { element } from '../dom'
import { ask } from '../overlay'
import { api, ApiFailure } from './api'

interface Shown {
  latitude: unknown
  longitude: unknown
  name?: string
  address?: string
  scale?: number
}

function requireDegrees(name: string, value: unknown, most: number): void {
  if (typeof value !== 'number')
    throw new ApiFailure(`parameter error: parameter.${name} should be Number instead of ${typeOf(value)}`)
  if (!(Math.abs(value) <= most)) throw new ApiFailure(`invalid ${name}`)
}

/** As WeChat names types. */
const typeOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)

/**
 * WeChat's own map. Here it says what it would show: maps of the real one come from outside, and the preview asks no address
 * but its own.
 */
export const location = {
  openLocation: api<Shown>('openLocation', ({ latitude, longitude, name = '', address = '', scale = 18 }) => {
    requireDegrees('latitude', latitude, 90)
    requireDegrees('longitude', longitude, 180)
    if (!(scale >= 5 && scale <= 18)) throw new ApiFailure('invalid scale')
    // It is done once the map stands there, not when somebody leaves it.
    void ask(
      'modal',
      [
        element('h2', {}, name || '位置'),
        ...(address ? [element('p', {}, address)] : []),
        element('p', {}, [latitude, longitude].join(', ')),
        element('p', {}, '手机上会在微信地图里打开，可用地图软件导航'),
      ],
      ['关闭地图'],
    )
  }),
}
