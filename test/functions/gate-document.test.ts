import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Validator } from '@seriousme/openapi-schema-validator'
import { transform } from 'esbuild'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { dayOf } from '../../miniprogram/domain/values/days'
import { EMERGENCY_SERVICES, gateResultWords } from '../../miniprogram/locales/zh/pages/gate-result'
import { openCampus, type Campus } from './campus'
import { approversOf, formFor, identityOf, PassPhone } from './visitors'

/**
 * Whoever makes hardware has the OpenAPI document and nothing else. A client whose types are generated from it, and whose
 * words are followed from it (vendor-client.mts), works with the built function over HTTP.
 */
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-vendor-'))
const GATE = 'yanshan-east'
let campus: Campus
let url = ''
let source = ''
let document: Document
let vendor: Vendor
let device: InstanceType<Vendor['Device']>

interface Signed {
  body: string
  signed: [string, string, string, string, string]
  signature: string
}
interface Document {
  paths: Record<string, Record<string, { responses: object }>>
  'x-signing-example': { key: string; post: Signed; get: Signed }
}
interface Key {
  keyId: number
  publicKey: string
}
/** As vendor-client.mts has it; its own types are checked against the generated ones. */
interface Vendor {
  Device: new (
    url: string,
    id: string,
    key: string,
  ) => {
    post(path: string, body: object): Promise<Record<string, unknown>>
    get(path: '/v1/keys'): Promise<{ keys: Key[] }>
    get(path: '/v1/snapshot'): Promise<{ payload: string; keyId: number; signature: string }>
    list(keys: readonly Key[]): Promise<object[]>
  }
  signatureOf(key: string, lines: readonly string[]): string
  linesOf(...call: [string, string, string, string, string]): string[]
  isSigned(page: { payload: string; keyId: number; signature: string }, keys: readonly Key[]): boolean
  decideAlone(
    pages: readonly object[],
    shown: { plate: string } | { person: string },
    gateId: string,
    now: number,
  ): { decision: string; visitId: string | null }
  decidePass(
    pages: readonly unknown[],
    code: string,
    gateId: string,
    now: number,
  ): { decision: string; visitId: string | null }
}

beforeAll(async () => {
  campus = await openCampus({ functions: true, workers: 2 })
  url = `${await campus.cloud.listen()}/gate`
  source = await (await fetch(`${url}/openapi.json`)).text()
  document = JSON.parse(source) as Document
  fs.writeFileSync(path.join(dir, 'gate-api.ts'), astToString(await openapiTS(source)))
  const client = fs.readFileSync(new URL('./vendor-client.mts', import.meta.url), 'utf8')
  fs.writeFileSync(path.join(dir, 'client.ts'), client)
  const { code } = await transform(client, { loader: 'ts', format: 'esm' })
  fs.writeFileSync(path.join(dir, 'client.mjs'), code)
  vendor = (await import(/* @vite-ignore */ pathToFileURL(path.join(dir, 'client.mjs')).href)) as Vendor
  const office = campus.deployed(campus.demo.office[0]?.openid ?? '')
  const { secret } = await office.get('device.save', {
    ...{ deviceId: 'vendor', name: '东门', gateId: GATE, kind: 'controller', direction: 'both' },
    ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
  })
  device = new vendor.Device(url, 'vendor', secret ?? '')
})
afterAll(async () => {
  await campus.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

describe('the document', () => {
  it('is read by two tools without a fault or a warning', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({ source, absoluteRef: '/openapi.json', config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    )
    expect(await new Validator().validate(JSON.parse(source) as Record<string, unknown>)).toMatchObject({
      valid: true,
    })
  })

  it('says of every call what it does, what refuses it, and to which part it belongs', () => {
    for (const [at, item] of Object.entries(document.paths))
      for (const operation of Object.values(item)) {
        expect(operation, at).toMatchObject({
          ...{ operationId: expect.stringMatching(/./), summary: expect.stringMatching(/./) },
          ...{ description: expect.stringMatching(/./), tags: [expect.stringMatching(/./)] },
        })
        expect(Object.keys(operation.responses), at).toEqual(['200', '4XX', '5XX'])
      }
  })

  it('names the reason by which a vehicle pays nothing as a guard picks it', () => {
    const because = gateResultWords.overrideReasons.filter((reason) => source.includes(reason))
    expect(because).toEqual([EMERGENCY_SERVICES])
  })

  test.each(['post', 'get'] as const)('its %s example is signed as its words say', (method) => {
    const { key, ...calls } = document['x-signing-example']
    const { body, signed, signature } = calls[method]
    const [verb, target, timestamp, nonce] = signed
    expect(vendor.linesOf(verb, target, timestamp, nonce, body)).toEqual(signed)
    expect(vendor.signatureOf(key, signed)).toBe(signature)
  })

  it('types the client that follows it', () => {
    const options: ts.CompilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: ['node'], noUncheckedIndexedAccess: true },
      ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext },
      typeRoots: [path.resolve('node_modules/@types')],
    }
    const program = ts.createProgram([path.join(dir, 'client.ts')], options)
    const faults = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)
    expect(faults).toEqual([])
  })
})

describe('a device made by it', () => {
  const today = dayOf(Date.now())

  /** Booked by car and approved, at the real time. */
  async function approved(number: number, driving: object = {}) {
    const visitor = campus.deployed(`vendor-${number}`)
    const form = formFor(campus, number, { firstDay: today, lastDay: today, ...driving })
    const { visitId } = await visitor.get('visit.submit', { form })
    await campus.deployed(approversOf(campus, 'computing')[0] ?? '').get('approval.approve', { visitId })
    return { visitor, visitId }
  }

  it('lets in by a pass while it is online', async () => {
    const { visitor, visitId } = await approved(1)
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    const answer = await device.post('/v1/verify', {
      ...{ eventId: randomUUID(), direction: 'in', code: phone.codeAt(Date.now()) },
    })
    expect(answer).toMatchObject({ decision: 'allow', reason: 'OK' })
  })

  it('decides alone by a list whose signature it checked, and delivers what it decided once', async () => {
    const { plate } = identityOf(2)
    const { visitId } = await approved(2, { driving: true, plate })
    const { keys } = await device.get('/v1/keys')
    const list = await device.list(keys)
    expect(vendor.decideAlone(list, { plate }, GATE, Date.now())).toEqual({ decision: 'allow', visitId })
    expect(vendor.decideAlone(list, { plate: identityOf(3).plate }, GATE, Date.now()).decision).toBe('deny')
    expect(vendor.decideAlone(list, { plate }, GATE, Date.now() + 30 * 3_600_000).decision).toBe('hold')
    const page = await device.get('/v1/snapshot')
    expect(vendor.isSigned(page, keys)).toBe(true)
    expect(vendor.isSigned({ ...page, payload: page.payload.replace('"page"', '"Page"') }, keys)).toBe(false)

    const event = {
      ...{ eventId: randomUUID(), direction: 'in', way: 'plate', at: Date.now(), offset: 0, allowed: true },
      ...{ reason: 'OK', visitId, plate, inVehicle: true, override: null, step: null },
    }
    const first = await device.post('/v1/events', { sentAt: Date.now(), events: [event] })
    const again = await device.post('/v1/events', { sentAt: Date.now(), events: [event] })
    expect(first.rows).toMatchObject([{ eventId: event.eventId, conflict: null, refusal: null }])
    expect((first.rows as { passageId: string | null }[])[0]?.passageId).not.toBeNull()
    expect(again.rows).toEqual(first.rows)
  })

  it('decides alone about passes and people on foot, as the list and the signatures say', async () => {
    const { visitor, visitId } = await approved(4)
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    const { keys } = await device.get('/v1/keys')
    const list = await device.list(keys)
    const now = Date.now()
    const code = phone.codeAt(now)
    const decide = (shown: string, at = now, gate = GATE) => vendor.decidePass(list, shown, gate, at).decision
    expect(vendor.decidePass(list, code, GATE, now)).toEqual({ decision: 'allow', visitId })
    expect(vendor.decideAlone(list, { person: visitId }, GATE, now)).toEqual({ decision: 'allow', visitId })
    expect(decide(code, now + 60_000)).toBe('deny')
    expect(decide(code, now, 'nowhere')).toBe('deny')
    expect(decide(`CV3:${code.slice(4)}`)).toBe('hold')
    for (const at of [10, 60, 150, code.length - 3])
      expect(
        decide(code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1)),
        String(at),
      ).toBe('deny')

    // Approved since the list was made: the signatures alone say so.
    const later = await approved(5)
    const unlisted = new PassPhone()
    await unlisted.issue(later.visitor, later.visitId)
    expect(vendor.decideAlone(list, { person: later.visitId }, GATE, now).decision).toBe('deny')
    expect(decide(unlisted.codeAt(now))).toBe('allow')

    await visitor.get('visit.cancel', { visitId })
    const after = await device.list(keys)
    expect(vendor.decidePass(after, code, GATE, now).decision).toBe('deny')
  })

  test.each([
    ['/compat/qr/x', 'text/plain'],
    ['/compat/plate/x', 'application/json'],
  ])('%s stands in the document and answers a made-up secret with 404', async (at, type) => {
    expect(Object.keys(document.paths)).toContain(at.replace('/x', '/{token}'))
    const answer = await fetch(url + at, { method: 'POST', headers: { 'content-type': type }, body: '{}' })
    expect(answer.status).toBe(404)
  })
})
