import { describe, expect, it, test } from 'vitest'
import { JOBS } from '../../cloudfunctions/timer/jobs'
import type { Output } from '../../contract'
import { auditLines, faultLine } from '../../console/pages/audit/audit'
import { headDays, headLine } from '../../console/pages/audit/heads'
import { auditActionNames, auditCollectionNames } from '../../console/locales/zh/audit-names'
import { gateApi } from '../../contract/gate/device-api'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { AUDIT_TOPICS, auditActionsOf } from '../../miniprogram/domain/audit/topics'
import { filesIn, read } from '../../scripts/paths.mjs'
import { NOW } from '../domain/builders'

describe('everything that the trail can name has its name', () => {
  const actions = (Object.keys(ACTIONS) as Action[]).filter(
    // That one keeps who scanned the code of a gate.
    (action) => traitsOf(action).changes || action === 'walkIn.read',
  )
  const named = filesIn('cloudfunctions', /\.ts$/).flatMap((file) =>
    [...read(file).matchAll(/\bby(?:Console|Timer)\((?:[\w.]+, )?'([\w.]+)'/g)].map(([, name = '']) => name),
  )
  const collections = Object.keys(JSON.parse(read('cloudfunctions/indexes.json')) as object)
  test.each([
    ['actions that change something', actions, auditActionNames],
    ['what gate hardware asks', Object.keys(gateApi), auditActionNames],
    ['jobs of the timer', Object.values(JOBS).flatMap((jobs) => Object.keys(jobs)), auditActionNames],
    ['topics', AUDIT_TOPICS.flatMap((topic) => auditActionsOf(topic) ?? []), auditActionNames],
    ['what the console and the timer do of themselves', named, auditActionNames],
    ['collections', collections, auditCollectionNames],
  ])('%s', (_what, names, words) => {
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => words[name] === undefined)).toEqual([])
  })
})

it('a row says who did what to what, with states in the words of everywhere else', () => {
  const change = (collection: string, from: string | null, to: string | null) => ({ collection, from, to })
  const row = {
    ...{ id: 'r', at: NOW, byKind: 'wechat', byRole: 'approver', byName: '覃海燕', sealed: true },
    action: 'approval.approve',
    changes: [
      change('visits', 'pending', 'approved'),
      change('calendars', '', ''),
      change('calendars', '', ''),
    ],
  }
  const [line] = auditLines([row], NOW)
  expect(line).toMatchObject({ who: '覃海燕', action: '通过预约' })
  expect(line?.what).toBe('预约 待审批→已通过 · 证件、手机和车牌占用')
  const burst = { ...row, byKind: 'unknown', byRole: '', byName: '', action: 'refused.wrongCode' }
  const [refused] = auditLines([{ ...burst, changes: [change('refusedTries', 'open', 'tries:27')] }], NOW)
  expect(refused).toMatchObject({ who: '身份不明', action: '多次输错通行码', what: '被拒的尝试 27次' })
  const gone = { ...row, byName: '', byRole: 'guard' }
  expect(auditLines([gone, { ...gone, byRole: 'anyone' }], NOW).map(({ who }) => who)).toEqual([
    '门岗',
    '访客',
  ])
})

describe('to whom the head was sent', () => {
  const heads = (changes: Partial<Output<'audit.heads'>>): Output<'audit.heads'> => ({
    ...{ state: 'told', without: [], people: 3 },
    days: [{ day: '2026-05-23', told: ['秦立新', '唐玉兰'] }],
    ...changes,
  })
  const today = (...told: string[]) => [{ day: '2026-05-23', told }]
  test.each<[string, Partial<Output<'audit.heads'>>, string, boolean]>([
    ['told', {}, '今日校验码已送达：秦立新、唐玉兰。', false],
    ['early', { state: 'early', days: today() }, '今日校验码9:00起发送，发给还有提醒余量的同事。', false],
    ['on its way', { state: 'waiting', days: today() }, '今日校验码等待发送。', false],
    [
      'nobody has a message left',
      { state: 'lacking', days: today(), without: ['秦立新', '唐玉兰'] },
      '今日校验码未能送达两人。秦立新、唐玉兰没有提醒余量：请在小程序“我的→消息提醒”里补充。',
      true,
    ],
    [
      'one was told, the other hasn’t',
      { state: 'lacking', days: today('秦立新'), without: ['唐玉兰'] },
      '今日校验码未能送达两人，只送达秦立新。唐玉兰没有提醒余量：请在小程序“我的→消息提醒”里补充。',
      true,
    ],
    [
      'the office is one person',
      { state: 'lacking', days: today('秦立新'), people: 1 },
      '今日校验码未能送达两人，只送达秦立新。保卫处只有一个账号：请再开通一位同事的账号。',
      true,
    ],
    [
      'WeChat took none',
      { state: 'lacking', days: today() },
      '今日校验码未能送达两人。没有发出的原因见“消息模板和发送”。',
      true,
    ],
    [
      'an account that is gone',
      { days: today('', '唐玉兰') },
      '今日校验码已送达：已停用的账号、唐玉兰。',
      false,
    ],
  ])('%s', (_, changes, text, wrong) =>
    expect(headLine(heads(changes))).toEqual({ text, wrong, template: false }),
  )

  it('without a template nothing is promised, and the page says where to set it', () => {
    const line = headLine(heads({ state: 'unset', days: today() }))
    expect(line).toMatchObject({ wrong: true, template: true })
    expect(line.text).toContain('不会发送')
  })

  test.each<[Output<'audit.heads'>['state'], string]>([
    ['early', '尚未到发送时间'],
    ['waiting', '等待发送'],
    ['lacking', '没有送达'],
    ['unset', '没有送达'],
  ])('today’s row while it is %s: %s', (state, told) =>
    expect(headDays(heads({ state, days: [...today(), { day: '2026-05-22', told: [] }] }))).toEqual([
      { day: '5月23日 周六', told },
      { day: '5月22日 周五', told: '没有送达' },
    ]),
  )

  it('day by day, also those on which nobody was', () => {
    const days = [...today('秦立新'), { day: '2026-05-22', told: [] }]
    expect(headDays(heads({ days }))).toEqual([
      { day: '5月23日 周六', told: '秦立新' },
      { day: '5月22日 周五', told: '没有送达' },
    ])
  })
})

describe('what is wrong with the trail', () => {
  it('begins with what the row is about and when; its id stands by itself', () =>
    expect(
      faultLine({ kind: 'rowEdited', seq: 6, id: 'row:x', row: { at: NOW, action: 'gate.save' } }, NOW),
    ).toEqual({
      text: `今天 14:00 ${auditActionNames['gate.save']}：有一条记录被改动（第6段）`,
      id: 'row:x',
    }))
  it('is about no row, or about one that isn’t there', () =>
    expect(faultLine({ kind: 'sealMissing', seq: 3, id: '', row: null }, NOW)).toEqual({
      ...{ text: '有一段封存不见了（第3段）', id: '' },
    }))
})
