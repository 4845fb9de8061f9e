import * as z from 'zod'
import { action } from './action'
import { id, instant } from './values'

/** A visitor's face on a visit, for those who may see it: the address lives for minutes. */
export const faceView = z.object({ url: z.string().nullable(), consentAt: instant })

/** Face photos (spec 6): they come as files (contract/file.ts), and go at any time. */
export const face = {
  /** Withdraws the consent for the photo of an own booking, which stands as it is. */
  'face.withdraw': action({
    input: z.object({ visitId: id }),
    output: z.object({ visitId: id }),
  }),
}
