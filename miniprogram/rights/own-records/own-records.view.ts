import type { LoadFailure } from '../../api/api-error'
import type { Output } from '../../../contract'
import { storyOf } from '../../components/visit-history/visit-history.view'
import type { Fact } from '../../components/fact-list/fact-list'
import { HINDRANCES, type Hindered } from '../../domain/account/erasure'
import { formatDocument } from '../../domain/values/documents'
import { dayOf } from '../../domain/values/days'
import { formatPhone } from '../../domain/values/phones'
import { formatPlate } from '../../domain/values/plates'
import { isOwnRequest } from '../../domain/visit/release-request'
import { TEXT_FIELDS } from '../../domain/visit/form-fields'
import { formatMoment, formatRange } from '../../locales/days'
import { purposeWords } from '../../locales/purposes'
import { visitWords } from '../../locales/visit'
import { dataWords } from '../locales/own-records'

export type OwnData = Output<'data.read'>

export interface DataState {
  data: OwnData | null
  failure: LoadFailure | null
  loading: boolean
  exporting: boolean
  erasing: boolean
  refused: string
  /** Path of the file that was made; empty: none yet. */
  file: string
  now: number
}

export const initialData = (): DataState => ({
  ...{
    data: null,
    failure: null,
    loading: true,
    exporting: false,
    erasing: false,
    refused: '',
    file: '',
    now: 0,
  },
})

/** What is known under one heading. */
interface DataSection {
  heading: string
  facts: Fact[]
  lines: { key: string; when: string; words: string }[]
  /** The booking whose photo can be withdrawn here; empty: none. */
  photoOf: string
}

interface DataView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof dataWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  sections: DataSection[]
  /** What became of the request to erase; empty: none was made. */
  request: string
  eraseWords: string
  kept: { what: string; why: string }[]
  mayErase: boolean
  busy: boolean
  exporting: boolean
  erasing: boolean
  refused: string
  file: string
}

/** Everything that is kept about the reader, to read, take along and have erased (spec 9). */
export function dataView({
  data,
  failure,
  loading,
  exporting,
  erasing,
  refused,
  file,
  now,
}: DataState): DataView {
  return {
    words: dataWords().labels,
    stage: data !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    sections: data === null ? [] : sectionsOf(data, now),
    request: data === null ? '' : requestWords(data, now),
    eraseWords: dataWords().eraseAll,
    kept: [...dataWords().kept],
    mayErase: data !== null && data.erasure?.state !== 'open',
    busy: exporting || erasing,
    exporting,
    erasing,
    refused,
    file,
  }
}

const plain = (label: string, words: string): Fact => ({ label, words })
const figures = (label: string, words: string): Fact => ({ label, words, figures: true })

function sectionsOf(data: OwnData, now: number): DataSection[] {
  const visits = data.visits.map((visit) => visitSection(visit, now))
  const nothing: DataSection = {
    ...{
      heading: dataWords().none,
      facts: [plain(dataWords().none, dataWords().nothing)],
      lines: [],
      photoOf: '',
    },
  }
  return [
    personSection(data),
    ...accountSections(data, now),
    ...(visits.length > 0 ? visits : [nothing]),
    ...releaseSections(data, now),
  ]
}

function personSection({ person }: OwnData): DataSection {
  const facts = [plain(dataWords().wechat, dataWords().wechatKnown)]
  if (person.staff !== null)
    facts.push(plain(dataWords().staff, `${person.staff.name} ${person.staff.unitName}`))
  if (person.roles.length > 0) {
    const names = person.roles.map((role) => dataWords().roleNames[role])
    facts.push(plain(dataWords().roles, names.join(dataWords().listComma)))
  }
  facts.push(plain(dataWords().provedPhones, dataWords().numbers(person.provedPhones)))
  facts.push(plain(dataWords().messages, dataWords().left(person.messages)))
  return { heading: dataWords().account, facts, lines: [], photoOf: '' }
}

function visitSection(visit: OwnData['visits'][number], now: number): DataSection {
  const words = visitWords()
  const facts = [
    plain(dataWords().state, words.states[visit.state]),
    plain(dataWords().host, [visit.hostName, visit.unitName].filter(Boolean).join(' ')),
    plain(dataWords().name, visit.name),
    figures(dataWords().phone, formatPhone(visit.phone)),
    figures(
      dataWords().document(words.documentKinds[visit.documentKind]),
      formatDocument(visit.documentKind, visit.document),
    ),
  ]
  if (visit.plate !== null) facts.push(figures(dataWords().plate, formatPlate(visit.plate)))
  for (const { name, document } of visit.companions)
    facts.push(figures(dataWords().companions, dataWords().companion(name, document)))
  for (const field of TEXT_FIELDS)
    if (visit[field] !== '') facts.push(plain(words.texts[field], visit[field]))
  facts.push(plain(dataWords().submitted, formatMoment(visit.submittedAt, now)))
  if (visit.privacy !== undefined) {
    const { version, at } = visit.privacy
    facts.push(plain(dataWords().privacy, dataWords().ticked(formatMoment(at, now), version)))
  }
  if (visit.photo !== null) {
    const when = formatMoment(visit.photo.consentAt, now)
    facts.push(
      plain(dataWords().photo, visit.photo.kept ? dataWords().photoKept(when) : dataWords().photoGone(when)),
    )
  }
  return {
    heading: dataWords().visitHeading(
      formatRange(visit.firstDay, visit.lastDay, dayOf(now)),
      purposeWords(visit.purposeWords),
    ),
    facts,
    lines: storyOf(visit, now).map(({ key, when, words: step, by, changes, reason }) => ({
      ...{ key, when },
      words: dataWords().lineWords(step, by, [...changes.map((each) => each.words), reason].join(' ').trim()),
    })),
    photoOf: visit.photo?.kept === true ? visit.id : '',
  }
}

/** Of whoever approves, or asked to; none for others. */
function accountSections({ account: { request, steps, signIns } }: OwnData, now: number): DataSection[] {
  const words = dataWords()
  const all = [
    ...(request === null ? [] : [{ at: request.askedAt, words: words.requestLine(request) }]),
    ...steps.map(({ at, action, reason }) => ({
      at,
      words: words.lineWords(words.accountSteps[action], '', reason ?? ''),
    })),
    ...signIns.map(({ browser, address, beganAt: at, seenAt }) => ({
      at,
      words: words.signIn(browser, address, formatMoment(seenAt, now)),
    })),
  ]
  if (all.length === 0) return []
  const lines = all
    .sort((one, other) => one.at - other.at)
    .map(({ at, words: told }, index) => ({
      ...{ key: `account-${index}`, when: formatMoment(at, now), words: told },
    }))
  return [{ heading: words.accountKept, facts: [], lines, photoOf: '' }]
}

function releaseSections({ releases }: OwnData, now: number): DataSection[] {
  if (releases.length === 0) return []
  const lines = releases.map(({ field, askedAt, state, firstDay, lastDay, reason }, index) => ({
    key: `release-${index}`,
    when: formatMoment(askedAt, now),
    words: dataWords().releaseLine(
      formatRange(firstDay, lastDay, dayOf(now)),
      dataWords().releaseStates[isOwnRequest(field) ? field : 'release'][state],
      reason ?? '',
    ),
  }))
  return [{ heading: dataWords().releases, facts: [], lines, photoOf: '' }]
}

function requestWords({ erasure }: OwnData, now: number): string {
  if (erasure === null) return ''
  if (erasure.state === 'done')
    return dataWords().requestDone(formatMoment(erasure.doneAt ?? erasure.dueAt, now), erasure.erased)
  const open = dataWords().requestOpen(formatMoment(erasure.askedAt, now), formatMoment(erasure.dueAt, now))
  const kept = hinderedWords(erasure.hindered)
  return kept === '' ? open : `${open}${dataWords().requestHindered(kept)}`
}

const hinderedWords = (hindered: Hindered): string =>
  HINDRANCES.filter((each) => hindered[each] > 0)
    .map((each) => dataWords().hindrances[each](hindered[each]))
    .join(dataWords().semicolon)

/** The same as a text to keep: what the page shows, line by line. */
export function dataText(data: OwnData, now: number): string {
  const sections = sectionsOf(data, now).map(({ heading, facts, lines }) =>
    [
      heading,
      ...facts.map(({ label, words }) => `  ${label}: ${words}`),
      ...lines.map(({ when, words }) => `  ${when} ${words}`),
    ].join('\r\n'),
  )
  return `\ufeff${[dataWords().fileHeading(formatMoment(data.madeAt, now)), ...sections].join('\r\n\r\n')}\r\n`
}
