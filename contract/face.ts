import * as z from 'zod'
import { action } from './action'
import { id, instant } from './values'

/** A visitor's face on a visit, for those who may see it: the address lives for minutes. */
export const faceView = z.object({ url: z.string().nullable(), consentAt: instant })

/** Face photos (spec 6): separate consent, a private upload, a check, and the way back at any time. */
export const face = {
  /** Consents to the photo being kept for one booking, and names the place to upload it to. */
  'face.begin': action({
    input: z.object({ consent: z.literal(true) }),
    output: z.object({ photoId: id, cloudPath: z.string() }),
  }),

  /** The photo has been uploaded: it is checked and kept for a booking to come, a day at most. */
  'face.keep': action({
    input: z.object({ photoId: id }),
    output: z.object({ photoId: id }),
  }),

  /** Takes back a photo that no booking has yet. */
  'face.discard': action({
    input: z.object({ photoId: id }),
    output: z.object({ photoId: id }),
  }),

  /** Withdraws the consent for the photo of an own booking, which stands as it is. */
  'face.withdraw': action({
    input: z.object({ visitId: id }),
    output: z.object({ visitId: id }),
  }),
}
