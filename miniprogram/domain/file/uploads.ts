/**
 * What people send pictures for (spec 9): a face photo for a booking, the stamped form of a request for an account,
 * evidence of a blacklist entry, a paper of a standing pass.
 */
export const FILE_USES = ['face', 'accountForm', 'evidence', 'paper'] as const
export type FileUse = (typeof FILE_USES)[number]

/** Kinds of pictures, by the ending of their name: iPhones photograph PNG, an album may hold the others. */
export const PICTURE_ENDINGS = ['jpg', 'png', 'webp', 'heic'] as const
export type PictureEnding = (typeof PICTURE_ENDINGS)[number]

/** How long an upload waits for the call that it is for, milliseconds. */
export const UPLOAD_WAITS_MS = 24 * 3_600_000

/** The most bytes of a picture that isn't a face photo. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024

/** What people send pictures for at a computer: a face is taken by its own camera page, on the phone that shows the pass. */
export const SENT_USES = ['evidence', 'paper'] as const satisfies readonly FileUse[]

/** The most bytes of a picture that comes with its call: HTTP access takes 6 MB, and as text a picture is a third longer. */
export const MAX_SENT_BYTES = 4 * 1024 * 1024

/**
 * The most uploads of one person that wait, by their use; one more lets the oldest go. Twice what the form of the use takes,
 * so that what was chosen anew finds room; a face photo is one.
 */
const MAX_WAITING: Readonly<Record<FileUse, number>> = { face: 1, accountForm: 2, evidence: 12, paper: 40 }

/** An upload as its person's list holds it. */
export interface WaitingUpload {
  uploadId: string
  use: FileUse
  begunAt: number
}

/** Those that stay when one more of `use` begins at `now`, and those that go: too old, or too many of this use. */
export function roomForUpload<U extends WaitingUpload>(
  waiting: readonly U[],
  use: FileUse,
  now: number,
): { stay: U[]; go: U[] } {
  const same = waiting.filter((upload) => upload.use === use)
  const tooMany = same.slice(0, Math.max(0, same.length - MAX_WAITING[use] + 1))
  const goes = (upload: U): boolean => upload.begunAt + UPLOAD_WAITS_MS <= now || tooMany.includes(upload)
  return { stay: waiting.filter((upload) => !goes(upload)), go: waiting.filter(goes) }
}
