import { handle } from '../../cloudfunctions/api/handle'
import { checkCalendars } from '../../cloudfunctions/usecases/visit/check-calendars'

/** The process of `startInstance`: answers what it is sent until nobody is there any more. */
interface Sent {
  id: number
  question: { event: unknown; openid: string } | 'checkCalendars'
  now: number
}

process.on('message', ({ id, question, now }: Sent) => {
  const answer =
    question === 'checkCalendars'
      ? checkCalendars(now, 1000)
      : handle(question.event, question.openid, now, 'trace')
  void answer.then(
    (given) => process.send?.({ id, answer: given }),
    (error: unknown) => process.send?.({ id, answer: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0 })
