import { describe, expect, it, test } from 'vitest'
import { JOBS } from '../../cloudfunctions/timer/jobs'
import { auditLines } from '../../console/pages/audit/audit'
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
  expect(refused).toMatchObject({ who: '身份不明', action: '多次输错通行码', what: '被拒的尝试 27 次' })
  const gone = { ...row, byName: '', byRole: 'guard' }
  expect(auditLines([gone, { ...gone, byRole: 'anyone' }], NOW).map(({ who }) => who)).toEqual([
    '门岗',
    '访客',
  ])
})
