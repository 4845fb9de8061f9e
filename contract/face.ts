import * as z from 'zod'
import { action } from './action'
import { id, instant } from './values'

/** A visitor's face on a visit, for those who may see it: the address lives for minutes. */
export const faceView = z.object({
  url: z.string().nullable(),
  consentAt: instant,
  photoId: id,
  /** The unit has still to look at it: gates don't go by it. */
  asked: z.boolean(),
})

/** Face photos (spec 6): they come as files (contract/file.ts), and go at any time. */
export const face = {
  /**
   * Adds a kept upload to the caller's own place on a standing pass, or puts it where the photo there was. A booking's
   * goes with its form.
   */
  'face.add': action({
    input: z.object({ visitId: id, photoId: id }),
    output: z.object({ visitId: id }),
  }),
  /** An approver of the unit has looked whether a photo on a standing pass shows the person; before, it opens no gate. */
  'face.answer': action({
    input: z.object({ visitId: id, photoId: id, accept: z.boolean() }),
    output: z.object({ visitId: id }),
  }),
  /** Withdraws the consent for the photo of an own booking, which stands as it is. */
  'face.withdraw': action({
    input: z.object({ visitId: id }),
    output: z.object({ visitId: id }),
  }),
}
