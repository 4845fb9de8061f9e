import { handle } from '../../cloudfunctions/api/handle'
import { noteKeys } from '../../cloudfunctions/timer/jobs'
import { checkCalendars } from '../../cloudfunctions/usecases/visit/check-calendars'

/** The process of `startInstance`: answers what it is sent until nobody is there any more. */
interface Sent {
  id: number
  question: { event: unknown; openid: string } | 'checkCalendars' | 'noteKeys'
  now: number
}

process.on('message', ({ id, question, now }: Sent) => {
  const answer =
    question === 'checkCalendars'
      ? checkCalendars(now, 1000)
      : question === 'noteKeys'
        ? noteKeys(null)
        : handle(question.event, question.openid, now, 'trace')
  void (answer as Promise<unknown>).then(
    (given) => process.send?.({ id, answer: given }),
    (error: unknown) => process.send?.({ id, answer: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0 })
