import * as z from 'zod'
import { FILE_USES, PICTURE_ENDINGS } from '../miniprogram/domain/file/uploads'
import { action } from './action'
import { id } from './values'

const upload = z.object({ uploadId: id })

/**
 * Pictures on their way to a record (spec 9): the server names the place, the phone uploads, the server checks and keeps a
 * copy. The call that the picture is for names `uploadId`, never a file.
 */
export const file = {
  /** Names the place to upload to, for one use. A face photo needs its own consent (spec 6), whose time is kept. */
  'file.begin': action({
    input: z
      .object({ use: z.enum(FILE_USES), ending: z.enum(PICTURE_ENDINGS), consent: z.boolean().optional() })
      .refine(({ use, ending, consent }) => use !== 'face' || (consent === true && ending === 'jpg')),
    output: z.object({ uploadId: id, cloudPath: z.string() }),
  }),

  /** The picture has been uploaded: it is checked and kept for the call to come, a day at most. */
  'file.keep': action({ input: upload, output: upload }),

  /** Takes back a picture that no call has taken. */
  'file.discard': action({ input: upload, output: upload }),
}
