import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import type { Action, Input, Output, Reply } from '../../contract'
import indexes from '../../cloudfunctions/indexes.json'
import { openLocalCloud, type Indexes, type LocalCloud } from '../../local/cloud'
import { GateClient } from '../../local/gate-simulator/client'
import { dayOf } from '../../miniprogram/domain/values/days'
import { bundleFunction, functionNames } from '../../scripts/build/functions.mjs'
import { builtFunctions } from '../../scripts/deploy/desired'
import { freshManagement, run, shown, useStandIn } from '../deploy/deployed'
import type { TableName } from '../../local/campus/tables'
import { identityOf, PassPhone } from './visitors'
import type { Person } from './campus'
import { handIn } from './uploads'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/**
 * A university's first hour, without a demo campus: what a deployment uploaded runs with the variables that it gave, and
 * everything in it was made by the ways that a university has.
 */
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-hour-'))
let cloud: LocalCloud | null = null
afterAll(async () => {
  await cloud?.close()
  fs.rmSync(dir, { recursive: true, force: true })
})
useStandIn()

/** Deploys the built functions to the stand-in, and opens a cloud with what it was sent. */
async function deployed(): Promise<{ cloud: LocalCloud; setupCode: string }> {
  const built = path.join(dir, 'built')
  for (const { name, code } of await Promise.all(functionNames().map(bundleFunction))) {
    fs.mkdirSync(path.join(built, name), { recursive: true })
    fs.writeFileSync(path.join(built, name, 'index.js'), code)
    fs.writeFileSync(path.join(built, name, 'package.json'), '{}')
    fs.copyFileSync(`cloudfunctions/${name}/config.json`, path.join(built, name, 'config.json'))
  }
  const management = freshManagement()
  const { error, lines } = await run(management, { built: builtFunctions(built) })
  expect(error).toBeNull()
  const functionsDir = path.join(dir, 'deployed')
  for (const [name, { files }] of management.functions.all)
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.join(functionsDir, name), { recursive: true })
      fs.writeFileSync(path.join(functionsDir, name, file), content)
    }
  const variables = management.functions.all.get('api')?.variables ?? {}
  const opened = await openLocalCloud({
    ...{ dir: path.join(dir, 'cloud'), functionsDir, indexes: indexes as unknown as Indexes },
    ...{
      environment: variables,
      http: { '/gate': 'gate', '/console-api': 'console', '/console': 'console' },
      workers: 2,
      timers: false,
    },
  })
  Object.assign(process.env, variables, opened.sdkEnvironment(await opened.listen()))
  beginInstance()
  return { cloud: opened, setupCode: shown(lines).get('setup code') ?? '' }
}

it('setup code → first office → directory → first approver → first visitor → gate', async () => {
  const { cloud: opened, setupCode } = await deployed()
  cloud = opened
  const person = (openid: string): Person => {
    const ask = async <A extends Action>(action: A, input: Input<A>, requestId: string = randomUUID()) =>
      (await opened.invoke('api', { action, input, requestId }, { openid })).result as Reply<A>
    const get = async <A extends Action>(action: A, input: Input<A>): Promise<Output<A>> => {
      const reply = await ask(action, input)
      if (!reply.ok) throw new Error(`${action}: ${reply.code} ${JSON.stringify(reply.details)}`)
      return reply.data
    }
    const outcome = async <A extends Action>(action: A, input: Input<A>): Promise<string> => {
      const reply = await ask(action, input)
      return reply.ok ? 'ok' : reply.code
    }
    return { openid, ask, get, outcome }
  }
  const [office, approver, visitor] = [person('qin'), person('wei'), person('lin')]

  expect(await office.outcome('rules.get', {})).toBe('NOT_ALLOWED')
  expect((await office.get('me', {})).setup).toBe(true)
  expect(await office.get('account.setUp', { code: setupCode, name: '秦卫国' })).toMatchObject({
    outcome: 'done',
  })
  expect(await person('thief').get('account.setUp', { code: setupCode, name: '路人' })).toMatchObject({
    outcome: 'used',
  })

  // Only now: the stores read their keys from the environment.
  const { planOf } = await import('../../local/campus/tables')
  const tables: [TableName, string[][]][] = [
    [
      'campuses',
      [
        ['编号', '校区', '有门禁'],
        ['lijiang', '漓江校区', '是'],
      ],
    ],
    [
      'units',
      [
        ['编号', '单位', '校区', '电话'],
        ['news', '新闻学院', '漓江校区', '0773-5550099'],
      ],
    ],
    [
      'staff',
      [
        ['工号', '姓名', '单位', '手机号'],
        ['0071', '韦审之', '新闻学院', '13800138071'],
        ['0072', '吕绿洲', '新闻学院', '13800138072'],
      ],
    ],
  ]
  for (const [table, rows] of tables) {
    const sheet = rows.map((row) => row.map((text) => ({ kind: 'text' as const, text })))
    const plan = await planOf(table, sheet, { doubtful: false, now: Date.now() })
    expect([table, plan.count]).toEqual([table, rows.length - 1])
    expect(await plan.apply(() => {})).toEqual([])
  }
  await office.get('gate.save', {
    ...{ gateId: 'lijiang-east', name: '漓江东门', campusId: 'lijiang' },
    ...{ pedestrian: true, vehicleBarrier: true, privateVehicles: 'both', active: true, order: 1 },
  })

  await approver.get('staff.bind', { code: opened.phoneCode('13800138071') })
  const { requestId } = await approver.get('account.ask', {
    ...{ unitId: 'news', reason: '负责访客审批', leaderName: '欧阳志远' },
    form: await handIn(approver, 'accountForm'),
  })
  await office.get('account.answer', { accountRequestId: requestId, accept: true, reason: '' })

  const { rows } = await visitor.get('host.search', { text: 'llz' })
  expect(rows).toMatchObject([{ name: '吕绿洲', unitName: '新闻学院' }])
  const today = dayOf(Date.now())
  const { document, phone: mobile } = identityOf(1)
  const { visitId } = await visitor.get('visit.submit', {
    form: {
      ...BLANK_FORM,
      privacy: tickedAt(0),
      ...{
        hostId: rows[0]?.hostId ?? '',
        purpose: 'official',
        name: '林晓',
        phoneKind: 'mainland',
        phone: mobile,
      },
      ...{ documentKind: 'mainlandId', document, firstDay: today, lastDay: today, driving: false, plate: '' },
    },
  })
  expect((await approver.get('approval.list', { list: 'pending', cursor: null })).rows).toHaveLength(1)
  await approver.get('approval.approve', { visitId })

  const { secret } = await office.get('device.save', {
    ...{
      deviceId: 'east-1',
      name: '东门闸机',
      gateId: 'lijiang-east',
      kind: 'controller',
      direction: 'both',
    },
    ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
  })
  const pass = new PassPhone()
  await pass.issue(visitor, visitId)
  const url = `${await opened.listen()}/gate`
  const gate = new GateClient({ url, deviceId: 'east-1', secret: secret ?? '' })
  expect(await gate.verify({ direction: 'in', code: pass.codeAt(Date.now()) }, randomUUID())).toMatchObject({
    ok: true,
    data: { decision: 'allow', reason: 'OK' },
  })
})
