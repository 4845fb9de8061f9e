import { ask } from '../../../api/ask'
import { bookingFormWords } from '../../../locales/booking-form'
import { controlWords } from '../../../locales/controls'

/** The inviter answers for the guest's identity, and says so (spec 4). */
export const vouched = (): Promise<boolean> => confirmed(bookingFormWords().vouching)

/** Who changes an approved booking gives up its pass until it is approved again (spec 3). */
export const mayStopPass = (): Promise<boolean> => confirmed(bookingFormWords().passStops)

/** Whether what this phone keeps of the form may go. */
export const mayClear = (): Promise<boolean> => confirmed(bookingFormWords().clearing)

async function confirmed(words: { title: string; content: string; confirm: string }): Promise<boolean> {
  const { confirm } = await ask({
    title: words.title,
    content: words.content,
    confirmText: words.confirm,
    cancelText: controlWords().cancel,
  })
  return confirm
}
