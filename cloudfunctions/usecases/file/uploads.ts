import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { MAX_PHOTO_BYTES } from '../../../miniprogram/domain/face/face-photo'
import {
  MAX_PICTURE_BYTES,
  roomForUpload,
  UPLOAD_WAITS_MS,
  type FileUse,
} from '../../../miniprogram/domain/file/uploads'
import type { Transaction } from '../../platform/database'
import { plannedFile, readFile, uploadPicture } from '../../platform/files'
import { recordId } from '../../platform/replies'
import { change } from '../../platform/unit-of-work'
import { deleteFileLater, keepFileIn } from '../../stores/kept-files'
import { loadSettings } from '../../stores/settings'
import { loadUploads, loadUploadsIn, saveUploadsIn, uploadPaths, type Upload } from '../../stores/uploads'
import type { Caller } from '../caller'
import { checkedFace } from '../face/check'
import { checkedPicture } from './check'

/**
 * Uploads (spec 9). The server names the place before the phone uploads, and writes when it is deleted, a day later, unless
 * the call that the picture is for takes it: so no picture is left behind, and no call ever names somebody else's file.
 */

/** Who may send a picture for this use. */
const MAY_SEND: Readonly<Record<FileUse, (caller: Caller) => boolean>> = {
  face: () => true,
  accountForm: ({ staff }) => staff !== null,
  evidence: ({ office, desk }) => (office ?? desk) !== null,
  paper: ({ approver }) => approver !== null,
}

/** Why a file is kept that no call has taken yet. */
const waitsAs = (uploadId: string): string => `upload:${uploadId}`

/** Where to upload to. Throws FACE_OFF, NOT_ALLOWED. */
export async function beginFile(
  caller: Caller,
  { use, ending }: Input<'file.begin'>,
): Promise<Output<'file.begin'>> {
  if (use === 'face' && !(await loadSettings()).facePhoto) throw new DomainError('FACE_OFF')
  if (!MAY_SEND[use](caller)) throw new DomainError('NOT_ALLOWED')
  const uploadId = recordId(caller, caller.requestId)
  const paths = uploadPaths(uploadId, use, ending)
  const begun = await plannedUpload(caller, uploadId, use, paths)
  return change(caller, async ({ tx }) => {
    await beginIn(tx, caller, begun)
    return { uploadId, cloudPath: paths.incoming }
  })
}

async function plannedUpload(
  { now }: Caller,
  uploadId: string,
  use: FileUse,
  paths: ReturnType<typeof uploadPaths>,
): Promise<Upload> {
  const [incoming, file] = await Promise.all([plannedFile(paths.incoming), plannedFile(paths.file)])
  return { uploadId, use, begunAt: now, incoming, file, path: paths.file, kept: false }
}

/** Writes when it is deleted, and lets go what there is no more room for. */
async function beginIn(tx: Transaction, { id, now }: Caller, begun: Upload): Promise<void> {
  const { stay, go } = roomForUpload(await loadUploadsIn(tx, id), begun.use, now)
  for (const upload of go) await deleteBothIn(tx, upload, now)
  await deleteBothIn(tx, begun, now + UPLOAD_WAITS_MS)
  await saveUploadsIn(tx, id, [...stay, begun])
}

/**
 * Checks what was uploaded and keeps a copy that nobody but the server can write to. Throws PHOTO_GONE, FILE_MISSING,
 * PICTURE_FORM, for a face FACE_FORM and FACE_HINT.
 */
export async function keepFile(
  caller: Caller,
  { uploadId }: Input<'file.keep'>,
): Promise<Output<'file.keep'>> {
  const asked = ownUpload(await loadUploads(caller.id), uploadId, caller.now)
  const isFace = asked.use === 'face'
  const bytes = await readFile(asked.incoming, isFace ? MAX_PHOTO_BYTES : MAX_PICTURE_BYTES)
  if (bytes === 'missing') throw new DomainError('FILE_MISSING')
  if (bytes === 'tooLarge') throw new DomainError(isFace ? 'FACE_FORM' : 'PICTURE_FORM')
  await uploadPicture(asked.path, isFace ? checkedFace(bytes) : checkedPicture(bytes))
  return change(caller, async ({ tx }) => {
    const waiting = await loadUploadsIn(tx, caller.id)
    const upload = ownUpload(waiting, uploadId, caller.now)
    const kept = waiting.map((each) => (each === upload ? { ...upload, kept: true } : each))
    await saveUploadsIn(tx, caller.id, kept)
    await deleteFileLater(tx, upload.incoming, caller.now, waitsAs(uploadId))
    return { uploadId }
  })
}

/**
 * A picture that came with its call: the place and its end are written down before it is stored, so that none is left behind.
 * Throws NOT_ALLOWED, PICTURE_FORM.
 */
export async function sendFile(
  caller: Caller,
  { use, ending, content }: Input<'file.send'>,
): Promise<Output<'file.send'>> {
  if (!MAY_SEND[use](caller)) throw new DomainError('NOT_ALLOWED')
  const picture = checkedPicture(Buffer.from(content, 'base64'))
  // By what is in it too: what was kept is never written over by another picture under the same key.
  const uploadId = recordId(caller, `${caller.requestId}:${caller.content}`)
  const begun = await plannedUpload(caller, uploadId, use, uploadPaths(uploadId, use, ending))
  const reply = await change(caller, async ({ tx }) => {
    await beginIn(tx, caller, { ...begun, kept: true })
    return { uploadId }
  })
  // Asked again, it is stored again, for the first try needn't have come so far; unless it was taken or let go meanwhile.
  const waits = (await loadUploads(caller.id)).some((each) => each.uploadId === uploadId)
  if (waits) await uploadPicture(begun.path, picture)
  return reply
}

export const discardFile = (
  caller: Caller,
  { uploadId }: Input<'file.discard'>,
): Promise<Output<'file.discard'>> =>
  change(caller, async ({ tx }) => {
    const waiting = await loadUploadsIn(tx, caller.id)
    const upload = waiting.find((each) => each.uploadId === uploadId)
    if (upload !== undefined) {
      await deleteBothIn(tx, upload, caller.now)
      await saveUploadsIn(tx, caller.id, without(waiting, [upload]))
    }
    return { uploadId }
  })

/**
 * The caller's kept pictures for a record that needs them from now on, in the order of their ids: each is taken once, by
 * whom and for what it was begun. Throws PHOTO_GONE.
 */
export async function takeFilesIn(
  tx: Transaction,
  caller: Caller,
  use: FileUse,
  uploadIds: readonly string[],
  retentionReason: string,
): Promise<Upload[]> {
  if (uploadIds.length === 0) return []
  const waiting = await loadUploadsIn(tx, caller.id)
  const taken = uploadIds.map((uploadId) => {
    const upload = ownUpload(waiting, uploadId, caller.now)
    if (upload.use !== use || !upload.kept) throw new DomainError('PHOTO_GONE')
    return upload
  })
  for (const { file, uploadId } of taken) await keepFileIn(tx, file, retentionReason, waitsAs(uploadId))
  await saveUploadsIn(tx, caller.id, without(waiting, taken))
  return taken
}

/** Everything that this person has begun to upload goes. */
export async function discardFilesIn(tx: Transaction, openid: string, now: number): Promise<void> {
  const waiting = await loadUploadsIn(tx, openid)
  for (const upload of waiting) await deleteBothIn(tx, upload, now)
  if (waiting.length > 0) await saveUploadsIn(tx, openid, [])
}

async function deleteBothIn(
  tx: Transaction,
  { incoming, file, uploadId }: Upload,
  dueAt: number,
): Promise<void> {
  await deleteFileLater(tx, incoming, dueAt, waitsAs(uploadId))
  await deleteFileLater(tx, file, dueAt, waitsAs(uploadId))
}

function ownUpload(waiting: readonly Upload[], uploadId: string, now: number): Upload {
  const upload = waiting.find((each) => each.uploadId === uploadId)
  if (upload === undefined || upload.begunAt + UPLOAD_WAITS_MS <= now) throw new DomainError('PHOTO_GONE')
  return upload
}

const without = (waiting: readonly Upload[], some: readonly Upload[]): Upload[] =>
  waiting.filter((upload) => !some.includes(upload))
