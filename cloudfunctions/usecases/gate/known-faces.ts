import type { EndpointOutput } from '../../../contract/gate/device-api'
import { addDays, dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { lastDateOf } from '../../../miniprogram/domain/values/validity'
import { DomainError } from '../../../miniprogram/domain/errors'
import { temporaryUrls } from '../../platform/files'
import type { Device } from '../../stores/devices'
import { loadGate, type Gate } from '../../stores/campus'
import { facesFrom, facesSince, type GateFact } from '../../stores/gate-facts'
import { mayUseGate } from './snapshot-payload'
import { changesAfter, cursorOf, syncAt } from './sync'

type KnownFaces = EndpointOutput<'faces'>
type KnownFace = KnownFaces['faces'][number]

/** The platform gives so many addresses at a time. */
const PAGE = 50
/** Long enough for a page of pictures over a slow line. */
const LIFE_SECONDS = 600

/**
 * The photos a face reader tells visitors by (spec 5.1, 6): of approved visits of today and tomorrow that may pass its
 * gate, by the reference that `verify` takes. Once a photo is gone, whatever ended it, the reader is told to forget it.
 * Throws NOT_ALLOWED for other kinds of device.
 */
export async function loadKnownFaces(
  { kind, gateId }: Pick<Device, 'kind' | 'gateId'>,
  since: number | null,
  cursor: string | null,
  now: number,
): Promise<KnownFaces> {
  if (kind !== 'faceReader') throw new DomainError('NOT_ALLOWED')
  const sync = syncAt(since, cursor, now)
  const gate = await loadGate(gateId)
  const found = await (sync.since === null
    ? facesFrom(dayOf(sync.version), sync.after, PAGE + 1)
    : facesSince(sync.after ?? changesAfter(sync.since), PAGE + 1))
  const page = found.slice(0, PAGE)
  const last = found.length > PAGE ? page[PAGE - 1] : undefined
  const today = dayOf(now)
  const subjects = page.flatMap((fact) => subjectOf(fact, gate, today))
  // Who isn't held needn't be forgotten.
  const told = sync.since === null ? subjects.filter(({ face }) => face !== null) : subjects
  return {
    version: sync.version,
    whole: sync.since === null,
    expiresAt: now + LIFE_SECONDS * 1000,
    faces: await withAddresses(told),
    next:
      last === undefined
        ? null
        : cursorOf({ ...sync, page: sync.page + 1, after: sync.since === null ? last.sortKey : last.seq }),
  }
}

type Subject = Pick<KnownFace, 'person' | 'firstDay' | 'lastDay'> & {
  face: { photoId: string; file: string } | null
}

/**
 * Nobody's photo lies in a reader for weeks before the visit: it comes with the whole of the day before. One that a reader may
 * have, because the visit was for an earlier day, is forgotten.
 */
function subjectOf({ visit, from, face = null }: GateFact, gate: Gate | null, today: Day): Subject[] {
  const tomorrow = addDays(today, 1)
  if (visit === null || (face !== null && (from ?? visit.firstDay) > tomorrow)) return []
  const { visitId: person, firstDay } = visit
  const lastDay = lastDateOf({ ...visit.right, lastDay: visit.lastDay })
  const isDue = firstDay <= tomorrow && lastDay >= today
  const mayPass = isDue && gate !== null && mayUseGate(visit, gate)
  return [{ person, firstDay, lastDay, face: mayPass ? face : null }]
}

async function withAddresses(subjects: readonly Subject[]): Promise<KnownFace[]> {
  const files = subjects.flatMap(({ face }) => face?.file ?? [])
  const urls = await temporaryUrls(files, LIFE_SECONDS)
  const urlOf = new Map(files.map((file, index) => [file, urls[index] ?? null]))
  return subjects.map(({ face, ...subject }) => {
    const url = face === null ? null : (urlOf.get(face.file) ?? null)
    return { ...subject, url, photo: url === null ? null : (face?.photoId ?? null) }
  })
}
