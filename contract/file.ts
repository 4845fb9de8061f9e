import * as z from 'zod'
import { FILE_USES, MAX_SENT_BYTES, PICTURE_ENDINGS, SENT_USES } from '../miniprogram/domain/file/uploads'
import { action } from './action'
import { id } from './values'

const upload = z.object({ uploadId: id })

/** How long so many bytes are as base64. */
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4

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

  /** A picture from a computer, which has no way of its own to the storage: kept at once, a day at most. */
  'file.send': action({
    input: z.object({
      ...{ use: z.enum(SENT_USES), ending: z.enum(PICTURE_ENDINGS) },
      /** The picture as base64. */
      content: z.base64().min(1).max(base64Length(MAX_SENT_BYTES)),
    }),
    output: upload,
  }),

  /** Takes back a picture that no call has taken. */
  'file.discard': action({ input: upload, output: upload }),
}
