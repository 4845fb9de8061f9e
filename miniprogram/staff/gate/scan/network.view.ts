import { ownClockSuspected, ownClockWords } from '../../../domain/gate/clock-skew'
import type { OfflineGateState } from '../offline/offline-gate'
import { ageWords } from '../result/offline-result.view'

/** One line about what the phone can do without a network. State = colour + icon + word. */
export interface NetworkView {
  tone: 'quiet' | 'notice' | 'warning'
  icon: string
  words: string
}

export function networkView({
  post,
  offline,
  clockOffset,
  now,
}: {
  post: OfflineGateState | null
  offline: boolean
  clockOffset: number
  now: number
}): NetworkView[] {
  const lines: NetworkView[] = []
  if (post === null) return lines
  const { snapshotAt, expired, kept, notUploaded, rejected, sightings } = post
  if (snapshotAt === null) {
    const words = offline ? '没有网络，也没有离线名单：请人工登记' : '正在准备离线名单…'
    lines.push({ tone: offline ? 'warning' : 'quiet', icon: offline ? 'wifi-off' : 'time', words })
  } else if (expired) {
    const words = `离线名单已过期，只核对签名和日期，由您判断 · ${ageWords(snapshotAt, now)}`
    lines.push({ tone: 'warning', icon: 'wifi-off', words })
  } else if (offline) {
    lines.push({
      tone: 'notice',
      icon: 'wifi-off',
      words: `没有网络，离线判定 · ${ageWords(snapshotAt, now)}`,
    })
  } else {
    lines.push({ tone: 'quiet', icon: 'check-circle', words: `断网也能核验 · ${ageWords(snapshotAt, now)}` })
  }
  if (!kept)
    lines.push({
      tone: 'notice',
      icon: 'error',
      words: '手机存不下离线名单：断网时请勿关闭小程序，关闭后名单就没有了',
    })
  if (notUploaded > 0) lines.push({ tone: 'notice', icon: 'time', words: `${notUploaded}条通行记录待上传` })
  if (rejected > 0)
    lines.push({ tone: 'warning', icon: 'error', words: `${rejected}条通行记录未被接收，请联系保卫处` })
  const clock = ownClockSuspected(sightings) ? '本机时间可能不准，请校准' : ownClockWords(clockOffset)
  if (clock !== '') lines.push({ tone: 'notice', icon: 'time', words: clock })
  return lines
}
