import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { filesIn, isFile, read, root } from '../../scripts/paths.mjs'
import { lineAt } from '../../scripts/references.mjs'

const own = filesIn('.', /\.(ts|mjs|cjs|json|wxml|wxss|wxs|md|vue|css|html)$/).filter(
  (file) => !['package-lock.json', 'test/architecture/words.test.ts'].includes(file),
)
const ships = own.filter((file) => /^(miniprogram|cloudfunctions|contract|console)\//.test(file))

function places(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) => {
    const text = read(file)
    return [...text.matchAll(pattern)].map((match) => `${file}:${lineAt(text, match.index)} ${match[0]}`)
  })
}

test('nothing is left for later', () => {
  expect(places(own, /\b(?:TODO|FIXME|XXX|HACK)\b|lorem ipsum/g)).toEqual([])
})

test('no screen says that somebody was told: who gets a message, and whether it came, the outbox alone knows', () => {
  const words = ships.filter((file) => /locales\//.test(file))
  expect(places(words, /已(?:全部)?(?:通知|告诉|告知)|陆续收到/g)).toEqual([])
})

/** One thing has one name, on the phone, on the console and in what commands print. */
const ONE_NAME: readonly [RegExp, string][] = [
  [/链头/g, '校验码'],
  [/应急报备/g, '电话报备'],
  [/'需说明|`需说明/g, '转为待说明'],
  [/校内访客/g, '在校人员'],
]
test.each(ONE_NAME)('%s is called otherwise: %s', (former) => {
  expect(places(ships, former)).toEqual([])
})

/** Names that the code had for things which the field calls otherwise, each by the name it goes by. */
const RENAMED: readonly [RegExp, string][] = [
  [/\b(?:recordTold|record-told|toldBy)\b|\b(?:type|interface) Told\b/g, 'LatePassage, Recipient'],
  [/\b(?:onceTelling|onceUnder|transactEach)\b/g, 'change'],
  [/\b(?:type|interface|class) Intent\b/g, 'IdempotencyKey'],
  [/\bvault\b|sealed-storage|\bkept\/(?=[a-z-]+\.ts)/g, 'device-storage/'],
  [/\bgate-delivery\b/g, 'propagation'],
  [
    /\b(?:type|interface|class) (?:Fault|Refusal)\b|Throws an? `?Refusal/g,
    'FieldError, GateApiError, PhotoIssue, SourceError, DomainError, ApiError',
  ],
  [/\bletGoIn\b/g, 'scheduleDeletion, endVisit'],
  [/\bpassDays\b|\bpass-days\b/g, 'expire, expireVisits'],
  [/\b(?:isNewsToGates|gatesKnow|tellGatesIn)\b/g, 'needsGateUpdate, gateState, publishToGates'],
  [/\b(?:Gathered|asManyAsFit)\b/g, 'BufferedTransaction, takeBatch'],
  [/\bconst staying\b|\bstaying:/g, 'refusedCompanions'],
  [/\bconst (?:sought|presented)\b|\bpresented\??: |\breadPresented\b/g, 'credential, filter'],
  [/\bdata-riding\b|\briding\b/g, 'inVehicle'],
  [/\bgate\.admit\b|\bgiveWord\b|\bhost\.word\b|\bHOST_WORDS\b/g, 'gate.check, host.confirm'],
  [/\b(?:standsIn|standsFor)\b/g, 'isActiveOn, principalId'],
  [/\b(?:noteHeard|noteDevice|Heard)\b|\bthis\.heard\b/g, 'heartbeat, recordHeartbeat'],
  [/\bformWhy\b/g, 'retentionReason'],
  [/\bthis\.(?:gone|work)\b|\bgone\??: (?:boolean|state\.|false)/g, 'what it does'],
  [/\b(?:feel|hurry)\(\)|\broomless\b|\bforgetOld\b|\bforget-old\b/g, 'what it does'],
  [/\b(?:OfflinePost|AloneAtGate)\b|\bthis\.alone\b/g, 'OfflineGate, OfflineLane'],
  [/\b(?:misfit|toExplain)\b/g, 'purposeMismatch, needsExplanation'],
  [/\b[wW]ish(?:es|Of)?\b/g, 'request, IdempotencyKey'],
  [/\bhostWord\b|\brecall\b|\bsought\b/g, 'hostConfirmation, load, wanted'],
  [/\bMOST_[A-Z]/g, 'MAX_'],
]

test.each(RENAMED)('%s goes by another name: %s', (former) => {
  expect(places(own, former)).toEqual([])
})

test('no path of one machine', () => {
  expect(places(own, /(?:^|[\s"'`(=])\/(?:home|Users|root|work)\/[\w.-]+/gm)).toEqual([])
})

test('what ships does not know where it runs', () => {
  const tell =
    /\blocalhost\b|\b127\.0\.0\.1\b|\bif\s*\(\s*!?\s*(?:[\w.]*\.)?(?:is)?local\b|\bNODE_ENV\b|['"][./]*\/local\//gi
  expect(places(ships, tell)).toEqual([])
  expect('if (local) {').toMatch(tell)
  expect("if (config.isLocal) call('http://localhost:1')").toMatch(tell)
})

test('what ships prints through its log, and leaves no breakpoint', () => {
  expect(
    places(
      ships.filter((file) => file.endsWith('.ts')),
      /\bdebugger\b|\bconsole\.debug\b/g,
    ),
  ).toEqual([])
})

test('files are named after what they hold', () => {
  const empty =
    /(?:^|[/-])(?:data|info|manager|managers|helper|helpers|util|utils|common|misc|stuff)(?:\.|-|\/)/
  expect(own.filter((file) => empty.test(file))).toEqual([])
  expect('miniprogram/utils/date.ts').toMatch(empty)
})

describe('the packages', () => {
  const lock = read('package-lock.json')

  test('are locked without the address of a registry', () => {
    expect(lock).not.toMatch(/"resolved"/)
    expect(isFile('.npmrc') ? read('.npmrc') : '').not.toMatch(/registry\s*=|:\/\//)
  })

  test('are locked to exactly what package.json names', () => {
    const manifest = JSON.parse(read('package.json'))
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(`${name} ${JSON.parse(lock).packages[`node_modules/${name}`]?.version}`).toBe(
        `${name} ${String(version)}`,
      )
    }
  })
})

test('git holds nothing that is generated or secret', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
  const wrong =
    /^(?:dist|artifacts|coverage|\.local)\/|miniprogram_npm|node_modules|\.(?:pem|key|p12|map)$|^\.env|private\.config/
  expect(tracked.filter((file) => wrong.test(file))).toEqual([])
})
