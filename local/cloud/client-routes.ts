import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from './functions/call-environment'
import { goneSignal, RETRY_AFTER_SECONDS } from './client-gone'
import { FunctionError, isBusy } from './functions/errors'
import type { FunctionRunner } from './functions/runner'
import type { Choice, Consents } from './openapi/consents'
import { checkPath, MAX_FILE_BYTES, type FileStore } from './storage/file-store'
import { typeOf } from './storage/file-routes'
import type { SignedUrls } from './storage/signed-url'
import { readForm } from './wire/form'
import { fileIdIn, listOfFiles, secondsIn } from './wire/storage-actions'

/** Who holds a phone; null for a phone nobody holds. */
export type Identify = (phone: string) => { openid: string; appid: string } | null

export type ClientOptions = {
  identify: Identify
  runner: FunctionRunner
  files: FileStore
  urls: SignedUrls
  consents: Consents
  baseUrl: (host: string) => string
}

/** Largest event from a Mini Program: 1 MB. */
const MAX_CALL_BYTES = 1024 * 1024

type Handler = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => unknown

/**
 * What `wx.cloud` in the preview talks to. Who calls follows from the phone alone (header `x-phone`); nothing a
 * body says can change it.
 */
export function clientRoutes(app: FastifyInstance, options: ClientOptions): void {
  const forCaller = (handler: Handler) => async (request: FastifyRequest, reply: FastifyReply) => {
    const phone = request.headers['x-phone']
    const caller = typeof phone === 'string' ? options.identify(phone) : null
    if (caller) return handler(caller, request, reply)
    return reply.code(401).send({ errCode: -601034, errMsg: 'nobody holds this phone' })
  }
  app.post('/client/call', { bodyLimit: MAX_CALL_BYTES }, forCaller(callFunction(options)))
  app.post('/client/upload', { bodyLimit: MAX_FILE_BYTES }, forCaller(upload(options)))
  app.post('/client/temp-url', forCaller(temporaryUrls(options)))
  app.post('/client/subscribe', forCaller(subscribe(options)))
  app.post('/client/database', () => ({
    errCode: -502003,
    errMsg: 'database permission denied: every collection is ADMINONLY',
  }))
}

function callFunction({ runner }: ClientOptions): Handler {
  return async (caller, request, reply) => {
    const { name, data } = (request.body ?? {}) as { name?: unknown; data?: unknown }
    const patience = { gone: goneSignal(reply) }
    try {
      const call = { name: String(name), event: withUser(data, caller), caller, patience }
      const { result, requestId } = await runner.call({ ...call, source: 'client' })
      return { result, requestID: requestId }
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error
      if (isBusy(error)) void reply.code(503).header('retry-after', RETRY_AFTER_SECONDS)
      return { errCode: error.errCode, errMsg: error.errMsg }
    }
  }
}

/** The platform adds the caller to every event that comes from a Mini Program, over whatever stood there. */
function withUser(data: unknown, { openid, appid }: Caller) {
  const fields = data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {}
  return { ...fields, userInfo: { appId: appid, openId: openid } }
}

function upload({ files }: ClientOptions): Handler {
  return async ({ openid }, request) => {
    if (!Buffer.isBuffer(request.body)) return failed(-1, 'uploadFile:fail the body must be a form')
    const { fields } = await readForm(request.headers['content-type'] ?? '', request.body)
    const path = String(fields.cloudPath ?? '')
    if (!fields.file) return failed(-1, 'uploadFile:fail file is missing')
    try {
      checkPath(path)
    } catch (error) {
      return failed(-501007, `uploadFile:fail ${(error as Error).message}`)
    }
    const owner = files.find(path)
    // "Creator reads and writes": another one's file can't be replaced.
    if (owner && owner.owner !== openid) return failed(-503002, 'uploadFile:fail storage permission denied')
    await files.put({ path, owner: openid, contentType: typeOf(path) }, fields.file)
    return { fileID: files.fileId(path) }
  }
}

function temporaryUrls({ files, urls, baseUrl }: ClientOptions): Handler {
  return ({ openid }, request) => {
    const addressOf = (item: unknown) => {
      const { fileID: id, maxAge } = askedFor(item)
      const fileID = fileIdIn(id)
      const path = files.pathOf(fileID)
      const file = path === undefined ? undefined : files.find(path)
      if (!file) return { fileID, tempFileURL: '', status: -503003, errMsg: 'storage file not exists' }
      if (file.owner !== openid)
        return { fileID, tempFileURL: '', status: -503002, errMsg: 'storage permission denied' }
      const seconds = secondsIn(maxAge)
      const tempFileURL = urls.make(baseUrl(request.headers.host ?? ''), file.path, 'get', seconds)
      return { fileID, tempFileURL, maxAge: seconds, status: 0, errMsg: 'ok' }
    }
    const { fileList } = (request.body ?? {}) as { fileList?: unknown }
    try {
      return { fileList: listOfFiles(fileList).map(addressOf) }
    } catch (error) {
      return failed(-501007, `getTempFileURL:fail ${(error as Error).message}`)
    }
  }
}

/** A file by its id alone, or with how long its address is to hold. */
const askedFor = (item: unknown): { fileID?: unknown; maxAge?: unknown } =>
  item !== null && typeof item === 'object' ? item : { fileID: item }

function subscribe({ consents }: ClientOptions): Handler {
  return async ({ openid }, request) => {
    const { choices } = (request.body ?? {}) as { choices?: Record<string, Choice> | null }
    for (const [templateId, choice] of Object.entries(choices ?? {}))
      await consents.record(openid, templateId, choice)
    return { ok: true }
  }
}

const failed = (errCode: number, errMsg: string) => ({ errCode, errMsg })
