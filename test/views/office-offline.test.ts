import { describe, expect, it, test } from 'vitest'
import type { OfflineAnswer } from '../../miniprogram/domain/gate/snapshot/decide-offline'
import type { OfflineGateState } from '../../miniprogram/staff/gate/offline/offline-gate'
import {
  ageWords,
  offlineView,
  type OfflineResult,
} from '../../miniprogram/staff/gate/result/offline-result.view'
import { NO_WORK } from '../../miniprogram/staff/gate/result/result-screen'
import { signalOf } from '../../miniprogram/staff/gate/result/result.view'
import { networkView } from '../../miniprogram/staff/gate/scan/network.view'
import { NOW, TODAY } from '../domain/builders'

const MINUTE = 60_000

function resultOf(decision: Partial<OfflineAnswer>, more: Partial<OfflineResult> = {}): OfflineResult {
  return {
    phase: 'offline',
    check: {
      ...{ gateId: 'yucai-west', gateName: '育才西门', direction: 'in', inVehicle: false, by: 'scan' },
      credential: { code: 'CV2:CODE' },
    },
    decision: {
      answer: { allowed: true, reason: 'OK', onFootOnly: false },
      ...{ doubt: null, way: 'qr', visitId: 'v', step: 1, plate: null },
      visit: { firstDay: TODAY, lastDay: TODAY, headCount: 2 },
      ...{ bySignature: false, skewMs: null },
      ...decision,
    },
    ...{ snapshotAt: NOW - 12 * MINUTE, at: NOW, ownClock: false, secondsLeft: null, work: NO_WORK },
    ...more,
  }
}
const view = (decision: Partial<OfflineAnswer>, more: Partial<OfflineResult> = {}) =>
  offlineView(resultOf(decision, more), '育才西门 · 进')
const stale = { answer: { allowed: false, reason: 'STALE_CODE', onFootOnly: false } } as const

describe('what was decided without a network', () => {
  it('always says so, and how old its list is', () => {
    for (const decision of [{}, stale, { doubt: 'clock' as const, skewMs: -5 * MINUTE }])
      expect(view(decision).mark).toBe('离线判定 · 名单 13:48（12分钟前）')
    expect(ageWords(NOW - 3 * 60 * MINUTE, NOW)).toBe('名单 11:00（3小时前）')
  })

  it('is green or red where the rules are sure', () => {
    expect(view({})).toMatchObject({
      tone: 'pass',
      word: '放行',
      sentence: '预约有效，请进',
      headCount: '共2人',
    })
    expect(view(stale)).toMatchObject({ tone: 'stop', word: '不放行', override: '说明原因放行' })
  })

  it('is the guard’s to decide where they aren’t: two buttons, no way past them', () => {
    const expired = view({ doubt: 'snapshotExpired' })
    expect(expired).toMatchObject({
      tone: 'unsure',
      word: '请您判断',
      permit: '核对无误，放行',
      deny: '不放行',
    })
    expect(expired).toMatchObject({ tapGoesOn: false, action: '', override: '' })
    expect(expired.sentence).toContain('离线名单已过期')
    expect(signalOf(resultOf({ doubt: 'snapshotExpired' }))).toBe('unsure')
  })

  it('tells whose clock is off, and what to do', () => {
    const clock = { doubt: 'clock', skewMs: -5 * MINUTE } as const
    expect(view(clock).sentence).toBe('码上的时间慢约5分钟，在走动：手机时间不准，也可能是录像')
    expect(view({ ...stale, skewMs: -5 * MINUTE })).toMatchObject({
      sentence: '通行码的时间慢约5分钟',
      nextStep: '可能是截图或录像，也可能是手机时间不准：等码刷新后再扫一次',
    })
    expect(view(clock, { ownClock: true }).nextStep).toContain('您这部手机')
  })

  it.each([
    ['all week and all day', {}, ''],
    ['on some days', { weekdays: [1, 2, 3, 4, 5] as const }, '工作日 全天'],
    ['in some hours', { hours: { from: 420, until: 1140 } }, '每天 07:00–19:00'],
    ['both', { weekdays: [6] as const, hours: { from: 1320, until: 360 } }, '周六 22:00–次日06:00'],
  ])('tells when somebody comes in: %s', (_, times, words) =>
    expect(view({ visit: { firstDay: TODAY, lastDay: TODAY, headCount: 1, ...times } }).unit).toBe(words),
  )

  it('marks who was approved after the list was made', () =>
    expect(view({ bySignature: true }).hint).toBe('名单之后批准，凭签名放行'))

  test.each(['BLACKLIST', 'REPLAYED'] as const)('%s is final: nobody overrides it', (reason) =>
    expect(view({ answer: { allowed: false, reason, onFootOnly: false } }).override).toBe(''),
  )
})

describe('the guard’s post', () => {
  const post = (changes: Partial<OfflineGateState> = {}): OfflineGateState => ({
    ...{ snapshotAt: NOW - 12 * MINUTE, expired: false, kept: true, notUploaded: 0, rejected: 0 },
    sightings: [],
    ...changes,
  })
  const lines = (changes: Partial<OfflineGateState> | null, offline = false, clockOffset = 0) =>
    networkView({ post: changes === null ? null : post(changes), offline, clockOffset, now: NOW }).map(
      ({ tone, words }) => `${tone}: ${words}`,
    )

  test.each<[string, string[], string[]]>([
    ['nothing read yet', lines(null), []],
    ['online', lines({}), ['quiet: 断网也能核验 · 名单 13:48（12分钟前）']],
    ['offline', lines({}, true), ['notice: 没有网络，离线判定 · 名单 13:48（12分钟前）']],
    ['no list yet', lines({ snapshotAt: null }), ['quiet: 正在准备离线名单…']],
    [
      'no list and no network',
      lines({ snapshotAt: null }, true),
      ['warning: 没有网络，也没有离线名单：请人工登记'],
    ],
    [
      'an expired list',
      lines({ expired: true, snapshotAt: NOW - 30 * 60 * MINUTE }, true),
      ['warning: 离线名单已过期，只核对签名和日期，由您判断 · 名单 08:00（30小时前）'],
    ],
    [
      'passages that wait, and that were refused',
      lines({ notUploaded: 3, rejected: 1 }).slice(1),
      ['notice: 3条通行记录待上传', 'warning: 1条通行记录未被接收，请联系保卫处'],
    ],
    [
      'a list larger than the phone',
      lines({ kept: false }).slice(1),
      ['notice: 手机存不下离线名单：断网时请勿关闭小程序，关闭后名单就没有了'],
    ],
    ['its own clock', lines({}, false, 5 * MINUTE).slice(1), ['notice: 本机时间慢约5分钟，已自动校正']],
  ])('%s', (_, shown, expected) => expect(shown).toEqual(expected))
})
