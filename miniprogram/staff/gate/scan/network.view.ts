import { ownClockSuspected } from '../../../domain/gate/clock-skew'
import { ownClockWords } from '../../../locales/zh/clock'
import type { OfflineGateState } from '../offline/offline-gate'
import { ageWords } from '../result/offline-result.view'
import { gateScanWords } from '../../../locales/zh/pages/gate-scan'

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
    const words = offline ? gateScanWords.networkViewWords : gateScanWords.preparingList
    lines.push({ tone: offline ? 'warning' : 'quiet', icon: offline ? 'wifi-off' : 'time', words })
  } else if (expired) {
    const words = gateScanWords.expiredListOf(ageWords(snapshotAt, now))
    lines.push({ tone: 'warning', icon: 'wifi-off', words })
  } else if (offline) {
    lines.push({
      tone: 'notice',
      icon: 'wifi-off',
      words: gateScanWords.offlineSince(ageWords(snapshotAt, now)),
    })
  } else {
    lines.push({
      tone: 'quiet',
      icon: 'check-circle',
      words: gateScanWords.readyForOffline(ageWords(snapshotAt, now)),
    })
  }
  if (!kept)
    lines.push({
      tone: 'notice',
      icon: 'error',
      words: gateScanWords.listNotKept,
    })
  lines.push(...recordsView({ notUploaded, rejected }))
  const clock = ownClockSuspected(sightings) ? gateScanWords.clock : ownClockWords(clockOffset)
  if (clock !== '') lines.push({ tone: 'notice', icon: 'time', words: clock })
  return lines
}

/** What the server doesn't have yet, and what it would not take: also for who is a guard no more. */
export function recordsView({
  notUploaded,
  rejected,
}: Pick<OfflineGateState, 'notUploaded' | 'rejected'>): NetworkView[] {
  const lines: NetworkView[] = []
  if (notUploaded > 0)
    lines.push({ tone: 'notice', icon: 'time', words: gateScanWords.toUpload(notUploaded) })
  if (rejected > 0)
    lines.push({ tone: 'warning', icon: 'error', words: gateScanWords.rejectedRecords(rejected) })
  return lines
}
