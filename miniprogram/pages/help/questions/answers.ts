import type { BookingOptions, Output } from '../../../../contract'
import type { Contact } from '../../../components/call-list/call-list'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import { waysToAll, type GateWay } from '../../../components/gate-ways/gate-ways.view'
import type { HelpTopic } from '../../../config/help-topics'
import { latestLastDay, RENEWAL_DAYS } from '../../../domain/standing-pass/term'
import { startOfDay } from '../../../domain/values/days'
import { formatDay, formatMoment } from '../../../locales/days'
import { sentenceOf, translate } from '../../../locales/errors'
import { feeLines } from '../../../locales/parking'
import { waysOfPassing, type PurposeClass } from '../../../domain/visit/purposes'
import { reminderWords } from '../../../locales/reminders'
import { allowedActions, type VisitState } from '../../../domain/visit/visit'
import { MAX_COMPANIONS } from '../../../domain/visit/visit-form'
import { purposeWords } from '../../../locales/purposes'
import { visitWords } from '../../../locales/visit'
import { bookingFormWords } from '../../../locales/booking-form'
import { helpQuestionsWords } from '../../../locales/pages/help-questions'

/** The live rules that the answers are made of. */
export interface HelpRules {
  options: BookingOptions
  emergency: Output<'emergency.get'>
  controls: Output<'traffic.list'>['controls']
  units: Output<'unit.list'>['units']
}

/** One common question with its answer as it holds now; no sentence repeats a rule that the office can change. */
export interface Answer {
  topic: HelpTopic
  question: string
  lines: string[]
  /** Without a heading where the group's own title says it. */
  gates: Array<{ heading: string; groups: GateGroup[] }>
  ways: GateWay[]
  calls: Contact[]
}

type Written = Omit<Answer, 'topic' | 'gates' | 'ways' | 'calls'> &
  Partial<Pick<Answer, 'gates' | 'ways' | 'calls'>>

/** All questions in the order in which a visit meets them (spec 10). `now` in epoch milliseconds. */
export function answersFrom(rules: HelpRules, now: number): Answer[] {
  const { options } = rules
  const written: Record<HelpTopic, Written> = {
    booking: bookingAnswer(),
    days: daysAnswer(options),
    gates: gatesAnswer(rules, now),
    fee: feeAnswer(options),
    waiting: waitingAnswer(options),
    change: changeAnswer(options),
    duplicate: duplicateAnswer(options),
    inside: insideAnswer(options),
    pass: passAnswer(options),
    companions: companionsAnswer(),
    activity: activityAnswer(),
    walkIn: walkInAnswer(options),
    standing: standingAnswer(options),
    emergency: emergencyAnswer(rules, now),
    elsewhere: elsewhereAnswer(rules),
    privacy: privacyAnswer(options),
  }
  return (Object.keys(written) as HelpTopic[])
    .map((topic) => ({ topic, gates: [], ways: [], calls: [], ...written[topic] }))
    .filter(({ lines }) => lines.length > 0)
}

const bookingAnswer = (): Written => ({
  question: helpQuestionsWords().question,
  lines: [helpQuestionsWords().bookingAnswerLines, helpQuestionsWords().approvalLine],
})

function daysAnswer({
  maxDays,
  latestFirstDay,
  today,
  adviseLongDays,
  adviseAheadDays,
}: BookingOptions): Written {
  return {
    question: helpQuestionsWords().daysAnswerQuestion,
    lines: [
      helpQuestionsWords().daysAnswerLines(maxDays, bookingFormWords().tooLongAdvice),
      latestFirstDay === null
        ? helpQuestionsWords().aheadUnlimited
        : helpQuestionsWords().aheadUntil(formatDay(latestFirstDay, today)),
      helpQuestionsWords().daysAnswerLines2(adviseLongDays, adviseAheadDays),
    ],
  }
}

function gatesAnswer({ options, controls }: HelpRules, now: number): Written {
  const { gates, purposes } = options
  const heading = (purposeClass: PurposeClass): string => {
    const names = purposes.filter((purpose) => purpose.class === purposeClass).map(purposeWords)
    return helpQuestionsWords().heading(
      visitWords().purposeClasses[purposeClass],
      names.join(helpQuestionsWords().listComma),
    )
  }
  const byCar = (purposeClass: PurposeClass) => ({
    heading: heading(purposeClass),
    groups: gateGroups(gates, purposeClass, true).filter(({ means }) => means === 'vehicle'),
  })
  return {
    question: helpQuestionsWords().gatesAnswerQuestion,
    lines: [
      helpQuestionsWords().gatesAnswerLines,
      ...controls.map(({ gateNames, from, until, reason }) =>
        helpQuestionsWords().gatesAnswerLines2(
          gateNames.join(helpQuestionsWords().listComma),
          formatMoment(from, now),
          formatMoment(until, now),
          reason ? helpQuestionsWords().reasonInBrackets(reason) : '',
        ),
      ),
    ],
    gates: [
      { heading: '', groups: gateGroups(gates, 'private', false) },
      byCar('official'),
      byCar('private'),
    ],
    ways: waysToAll(gates),
  }
}

function feeAnswer({ tariff, paysAfterDays, contacts }: BookingOptions): Written {
  const rules = { driving: true, tariff, paysAfterDays }
  const fee = feeLines({ ...rules, purposeClass: 'private' })
  return {
    question: helpQuestionsWords().feeAnswerQuestion,
    lines: [
      helpQuestionsWords().feeAnswerLines,
      helpQuestionsWords().fullStopAfter(feeLines({ ...rules, purposeClass: 'official' }).head),
      helpQuestionsWords().privateVehicles(
        fee.head,
        fee.lines.length > 0 ? helpQuestionsWords().colon : helpQuestionsWords().fullStop,
      ),
      ...fee.lines.map((line) => `· ${line}`),
      helpQuestionsWords().unpaidFeeLine,
    ],
    calls: contacts,
  }
}

function waitingAnswer({ reminders, contacts }: BookingOptions): Written {
  return {
    question: helpQuestionsWords().waitingAnswerQuestion,
    lines: [
      helpQuestionsWords().waitingAnswerLines(reminderWords(reminders)),
      helpQuestionsWords().seeReminders,
      helpQuestionsWords().unitWithoutApprover,
    ],
    calls: contacts,
  }
}

const statesInWords = (): ReadonlyArray<{ state: VisitState; words: string }> => [
  { state: 'pending', words: helpQuestionsWords().statewordsWords },
  { state: 'returned', words: helpQuestionsWords().stateReturned },
  { state: 'approved', words: helpQuestionsWords().stateApprovedNotEntered },
]

/** Asks the very rule that decides (domain/visit.ts) what it would allow in each state. */
function changeAnswer({ today, cancelApproved }: BookingOptions): Written {
  const allowed = (action: 'cancel' | 'askCancel' | 'revise', entered: boolean): string[] =>
    statesInWords()
      .filter(
        ({ state }) =>
          allowedActions(
            { state, firstDay: today, lastDay: today, firstEntryAt: entered ? 0 : null, history: [] },
            startOfDay(today),
            { cancelApproved },
          )[action],
      )
      .map(({ words }) => words)
  const cancel = allowed('cancel', false)
  const revise = allowed('revise', false)
  return {
    question: helpQuestionsWords().changeAnswerQuestion,
    lines: [
      cancel.length > 0 ? helpQuestionsWords().mayCancel(helpQuestionsWords().either(cancel)) : '',
      revise.length > 0 ? helpQuestionsWords().mayRevise(helpQuestionsWords().either(revise)) : '',
      allowed('askCancel', false).length > 0
        ? helpQuestionsWords().approvedMayAsk
        : allowed('askCancel', true).length > 0
          ? helpQuestionsWords().enteredMayAsk
          : '',
    ].filter((line) => line !== ''),
  }
}

const duplicateAnswer = ({ duplicateRule }: BookingOptions): Written => ({
  question: helpQuestionsWords().duplicateAnswerQuestion(translate('DUPLICATE', {})),
  lines: [
    visitWords().duplicateRules[duplicateRule],
    helpQuestionsWords().duplicateAnswerLines,
    helpQuestionsWords().duplicateAnswerLines2,
  ],
})

const insideAnswer = ({ contacts }: BookingOptions): Written => ({
  question: helpQuestionsWords().insideAnswerQuestion,
  lines: [helpQuestionsWords().insideAnswerLines],
  calls: contacts,
})

function passAnswer({ facePhoto }: BookingOptions): Written {
  const ways = waysOfPassing({ hasPhoto: facePhoto, hasPlate: true, documentKind: 'mainlandId' })
  return {
    question: helpQuestionsWords().passAnswerQuestion,
    lines: [
      helpQuestionsWords().passAnswerLines2(
        ways.map((way) => visitWords().ways[way]).join(helpQuestionsWords().listComma),
        facePhoto ? helpQuestionsWords().passAnswerLines : '',
      ),
      helpQuestionsWords().passOffline,
      helpQuestionsWords().leaveAnytime,
    ],
  }
}

const companionsAnswer = (): Written => ({
  question: helpQuestionsWords().companionsAnswerQuestion,
  lines: [helpQuestionsWords().companionsAnswerLines(MAX_COMPANIONS), helpQuestionsWords().withoutPhone],
})

const activityAnswer = (): Written => ({
  question: helpQuestionsWords().activityQuestion,
  lines: [helpQuestionsWords().activityJoin, helpQuestionsWords().activityFull],
})

const walkInAnswer = ({ walkInHours }: BookingOptions): Written => ({
  question: helpQuestionsWords().walkInQuestion,
  lines: [helpQuestionsWords().walkInScan, helpQuestionsWords().walkInValid(walkInHours)],
})

const standingAnswer = ({ maxDays, today, standing }: BookingOptions): Written => ({
  question: helpQuestionsWords().standingQuestion(maxDays),
  lines: [
    helpQuestionsWords().standingApply(formatDay(latestLastDay(today, standing), today), RENEWAL_DAYS),
    helpQuestionsWords().standingPass,
  ],
})

function emergencyAnswer({ emergency, options }: HelpRules, now: number): Written {
  const { on, since, reason } = emergency
  return {
    question: helpQuestionsWords().emergencyAnswerQuestion,
    lines: on
      ? [
          helpQuestionsWords().emergencyOpen(
            since === null
              ? ''
              : helpQuestionsWords().sinceInBrackets(
                  formatMoment(since, now),
                  reason ? helpQuestionsWords().emergencyAnswerLines(reason) : '',
                ),
          ),
          helpQuestionsWords().emergencyAnswerLines2,
        ]
      : [helpQuestionsWords().emergencyAnswerLines3(sentenceOf('EMERGENCY_CLOSED'))],
    calls: on ? options.contacts : [],
  }
}

/** Campuses that have no gate system: nothing is booked here for them (spec 2). */
function elsewhereAnswer({ units }: HelpRules): Written {
  const names = Array.from(
    new Set(units.filter(({ hasGates }) => !hasGates).map(({ campusName }) => campusName)),
  )
  return {
    question: helpQuestionsWords().elsewhereAnswerQuestion(names.join(helpQuestionsWords().listComma)),
    lines: names.map((name) => helpQuestionsWords().elsewhereAnswerLines(name)),
  }
}

const privacyAnswer = ({ anonymiseAfterDays }: BookingOptions): Written => ({
  question: helpQuestionsWords().privacyAnswerQuestion,
  lines: [
    helpQuestionsWords().privacyAnswerLines,
    helpQuestionsWords().privacyAnswerLines2(anonymiseAfterDays),
    helpQuestionsWords().keptEncrypted,
  ],
})
