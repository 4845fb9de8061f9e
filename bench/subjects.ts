import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Output, VisitForm } from '../contract'
import { passPublicKey, verifySignature } from '../cloudfunctions/platform/pass-signing'
import { demoCampus } from '../local/demo'
import { fromBase64Url, toBase64Url } from '../miniprogram/domain/values/bytes'
import { dayOf } from '../miniprogram/domain/values/days'
import { mainlandCheckCharacter } from '../miniprogram/domain/values/documents'
import { checkPassCode, passCode, STEP_MS, stepMessage, stepOf } from '../miniprogram/domain/pass/pass'
import { twoVerifications, type BareOperations } from './bare'
import { useAddress, type BenchCampus } from './campus'
import type { Subject } from './measure'
import { openRecorder, type Step } from './recorder'
import { inWords } from './table'
import { BLANK_FORM } from '../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../miniprogram/domain/visit/privacy'

/** Times of day don't matter to what is measured; one start keeps days and steps in order. */
const START = Date.now()
const demo = demoCampus({ staff: 200 })
export const APPROVER = demo.approvers.find(({ unitIds }) => unitIds.includes('computing'))?.openid ?? ''
const GUARD = demo.guards.find(({ gateIds }) => gateIds.includes('yucai-west'))?.openid ?? ''
const HOST = demo.staff.find(({ unitId, openid }) => unitId === 'computing' && openid === null)?.id ?? ''

let visitors = 0

/** The form of somebody nobody else is. */
export function nextForm(): VisitForm {
  const number = visitors++
  const digits = String(number).padStart(5, '0')
  const first17 = `450305${1950 + Math.floor(number / 1000)}0101${digits.slice(2)}`
  const today = dayOf(START)
  return {
    ...BLANK_FORM,
    privacy: tickedAt(0),
    hostId: HOST,
    purpose: 'official',
    name: '基准访客',
    phone: `138000${digits}`,
    document: first17 + mainlandCheckCharacter(first17),
    firstDay: today,
    lastDay: today,
    driving: true,
    plate: `桂C${digits}`,
  }
}

/** Runs an action once while listening in; what is heard is what its bare operations are. */
async function recorded(campus: BenchCampus, action: () => Promise<unknown>): Promise<Step[]> {
  const recorder = await openRecorder(campus.url)
  useAddress(campus.cloud, recorder.url)
  await action()
  useAddress(campus.cloud, campus.url)
  await recorder.close()
  return recorder.steps
}

type Call = Pick<Subject, 'prepare'> & { action: (round: number) => Promise<unknown> }

/** An action beside the requests it is made of, plus `computing`: what it computes between them that must be. */
async function subject(
  campus: BenchCampus,
  bare: BareOperations,
  name: string,
  rounds: number,
  { prepare, action }: Call,
  computing: { words: string; run: () => void } | null = null,
): Promise<Subject> {
  await prepare?.(-1)
  const steps = await recorded(campus, () => action(-1))
  const madeOf = [inWords(steps), ...(computing === null ? [] : [computing.words])].join(', ')
  const runBare = async () => {
    computing?.run()
    await bare.run(steps)
  }
  return { name, rounds, madeOf, ...(prepare && { prepare }), action, bare: runBare }
}

const book = (campus: BenchCampus, openid: string): Promise<Output<'visit.submit'>> =>
  campus.call(openid, 'visit.submit', { form: nextForm() }, START)

export async function submitSubject(campus: BenchCampus, bare: BareOperations): Promise<Subject> {
  return subject(campus, bare, 'submit', 60, { action: () => book(campus, 'bench-visitor') })
}

export async function approveSubject(campus: BenchCampus, bare: BareOperations): Promise<Subject> {
  let visitId = ''
  return subject(campus, bare, 'approve', 60, {
    async prepare() {
      visitId = (await book(campus, 'bench-visitor')).visitId
    },
    action: () => campus.call(APPROVER, 'approval.approve', { visitId }, START),
  })
}

/** One page of 20 of the approver's queue, which by then holds what `submit` left there. */
export async function listSubject(campus: BenchCampus, bare: BareOperations): Promise<Subject> {
  const action = () => campus.call(APPROVER, 'approval.list', { list: 'pending', cursor: null }, START)
  return subject(campus, bare, 'list (20 rows)', 150, { action })
}

/** What people type: parts of names that many have, and one that few have. */
const TYPED = ['李', 'wang', 'zh', '王芳', 'lw', 'qinhai', '海', 'chen']

/** Each text asks for as much as it finds, so each has bare operations of its own. */
export async function searchSubject(
  campus: BenchCampus,
  bare: BareOperations,
  staff: number,
): Promise<Subject> {
  // Every question by somebody else: one person may ask 40 a minute.
  let asked = 0
  const textOf = (round: number): string => TYPED[round % TYPED.length] ?? ''
  const search = (text: string) => campus.call(`bench-${staff}-${asked++}`, 'host.search', { text }, START)
  const steps: Step[][] = []
  for (const text of TYPED) steps.push(await recorded(campus, () => search(text)))
  const words = [...new Set(steps.map(inWords))].sort()
  return {
    name: `host search, ${staff.toLocaleString('en')} staff`,
    rounds: 160,
    madeOf: words.join(' or '),
    action: (round) => search(textOf(round)),
    bare: (round) => bare.run(steps[round % TYPED.length] ?? []),
  }
}

/** A phone with a pass, whose codes change with the time. */
export class BenchPhone {
  private constructor(
    private readonly statement: Uint8Array,
    private readonly secret: KeyObject,
  ) {}

  static async open(campus: BenchCampus): Promise<BenchPhone> {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
    const { visitId } = await book(campus, 'bench-holder')
    await campus.call(APPROVER, 'approval.approve', { visitId }, START)
    const issued = await campus.call(
      'bench-holder',
      'pass.issue',
      { visitId, holderKey: toBase64Url(raw) },
      START,
    )
    const statement = fromBase64Url(issued.statement)
    if (statement === null) throw new Error('the pass is no base64url')
    return new BenchPhone(statement, privateKey)
  }

  codeAt(now: number): string {
    const step = stepOf(now)
    return passCode(this.statement, step, sign(null, stepMessage(this.statement, step), this.secret))
  }
}

/** One scan of a QR pass, in and out by turns, each with a code of its own. */
export async function admitSubject(campus: BenchCampus, bare: BareOperations): Promise<Subject> {
  const phone = await BenchPhone.open(campus)
  let now = START
  let code = ''
  const call: Call = {
    prepare() {
      now += STEP_MS
      code = phone.codeAt(now)
    },
    action: (round) => {
      const direction = round % 2 === 0 ? 'in' : 'out'
      return campus.call(GUARD, 'gate.check', { gateId: 'yucai-west', direction, code }, now)
    },
  }
  const computing = { words: '2 verifications', run: twoVerifications() }
  return subject(campus, bare, 'QR verify (gate.check)', 60, call, computing)
}

/**
 * What a gate without network does with a code: form, both signatures, freshness. Beside two bare verifications, and
 * beside the same with the reading of the phone's key that comes in with every code.
 */
export async function checkSubject(campus: BenchCampus, readsOne: boolean): Promise<Subject> {
  const code = (await BenchPhone.open(campus)).codeAt(START)
  return {
    name: 'QR verify (checkPassCode)',
    rounds: 8000,
    madeOf: readsOne ? '2 verifications, 1 key read' : '2 verifications',
    action() {
      if (!checkPassCode(code, START, passPublicKey, verifySignature).valid) throw new Error('not valid')
    },
    bare: twoVerifications({ readsOne }),
  }
}
