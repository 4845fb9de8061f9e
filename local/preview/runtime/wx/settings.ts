import { element } from '../dom'
import { ask, openLayer } from '../overlay'
import { storagePrefix } from '../phone'
import { api, ApiFailure } from './api'
import { subscriptionSettings } from './subscribe'

const scopeNames: Record<string, string> = {
  'scope.camera': '使用摄像头',
  'scope.writePhotosAlbum': '保存图片到相册',
  'scope.record': '使用麦克风',
  'scope.userLocation': '使用位置信息',
}

const place = (scope: string) => `${storagePrefix()}${scope}`

function granted(scope: string): boolean | undefined {
  const text = localStorage.getItem(place(scope))
  return text === null ? undefined : text === 'true'
}

/** True once the person has said no, until they change it in the settings. */
export const isRefused = (scope: string): boolean => granted(scope) === false

function authSetting(): Record<string, boolean> {
  const known = Object.keys(scopeNames).map((scope) => [scope, granted(scope)] as const)
  return Object.fromEntries(known.filter((entry): entry is [string, boolean] => entry[1] !== undefined))
}

/** Asks for a permission the first time; a refusal holds until the person changes it in the settings. */
export async function requireScope(scope: string): Promise<void> {
  const name = scopeNames[scope]
  if (!name) throw new ApiFailure('invalid scope')
  if (granted(scope) === undefined) {
    const answer = await ask(
      'privacy',
      [element('h2', {}, `校园访客 申请${name}`), element('p', {}, '用于你正在进行的操作。')],
      ['拒绝', '允许'],
    )
    localStorage.setItem(place(scope), String(answer === 1))
  }
  if (!granted(scope)) throw new ApiFailure('auth deny')
}

/** The phone's settings page of this program. */
export function openSettings(): Promise<{ authSetting: Record<string, boolean> }> {
  return new Promise((resolve) => {
    const rows = Object.entries(scopeNames)
      .filter(([scope]) => granted(scope) !== undefined)
      .map(([scope, name]) => {
        const box = element('input', { type: 'checkbox', checked: granted(scope) === true })
        box.addEventListener('change', () => localStorage.setItem(place(scope), String(box.checked)))
        return element('label', {}, name, box)
      })
    const close = () => {
      layer.close()
      resolve({ authSetting: authSetting() })
    }
    const empty = rows.length ? null : element('p', {}, '还没有申请过权限。')
    const layer = openLayer(
      'settings',
      element(
        'div',
        { class: 'wx-box' },
        element('header', {}, element('button', { onclick: close }, '‹ 返回'), element('b', {}, '设置')),
        empty,
        ...rows,
      ),
    )
  })
}

export const settings = {
  getSetting: api('getSetting', ({ withSubscriptions }) => ({
    authSetting: authSetting(),
    ...(withSubscriptions ? { subscriptionsSetting: subscriptionSettings() } : {}),
  })),
  openSetting: api('openSetting', openSettings),
  authorize: api('authorize', ({ scope }) => requireScope(scope)),
  getAppAuthorizeSetting: () => ({
    cameraAuthorized: 'authorized',
    albumAuthorized: 'authorized',
    notificationAuthorized: 'authorized',
  }),
  openAppAuthorizeSetting: api('openAppAuthorizeSetting', () => {}),
}
