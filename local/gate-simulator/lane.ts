import { randomUUID } from 'node:crypto'
import { SIGNATURE_HEADERS, type EndpointInput } from '../../contract/gate/device-api'
import { DEVICE_READS } from '../../miniprogram/domain/gate/ways'
import { OfflineLane } from './offline-lane'
import { GateClient, type Exchange, type GateReply } from './client'
import type { DeviceMemory } from './device-memory'
import type { LaneMode, LanePlace, LaneRow, Mischief, Outcome, Shown } from './lane-row'
import { SnapshotFollower } from './snapshot-follower'

/** A barrier stays up for one car or person. */
const OPEN_MS = 4500
/** As many passages as one delivery takes (contract). */
const PROPAGATION_WORDS = 50
const CLOCK_OFF_MS = 10 * 60_000

interface LaneOptions {
  place: LanePlace
  memory: DeviceMemory
  changed: () => void
  exchanged: (exchange: Exchange) => void
}

/**
 * A lane with its readers, its barrier and its controller: one device of the gate API, over HTTP and with its own key.
 * Whatever it shows, the server answered or, without a network, the rules over the snapshot did.
 */
export class Lane {
  private mode: LaneMode = 'online'
  private open = false
  private last: LaneRow['last'] = null
  private trouble = ''
  private client: GateClient | null = null
  private follower: SnapshotFollower | null = null
  private stop = new AbortController()
  private closing: NodeJS.Timeout | undefined
  private readonly offline: OfflineLane

  constructor(private readonly options: LaneOptions) {
    const { gateId, direction, device } = options.place
    this.offline = new OfflineLane(gateId, direction, device)
    for (const passage of this.waiting) this.offline.remember(passage)
  }

  row(): LaneRow {
    const { mode, open, last, trouble } = this
    const version = this.follower?.held?.version ?? null
    const { place } = this.options
    const reads = DEVICE_READS[place.device]
    return { ...place, reads, mode, open, last, trouble, version, waiting: this.waiting.length }
  }

  /** Plugs it in: from now on it polls. `url`: where the gate function is mounted. */
  connect(url: string): void {
    const { place, memory, exchanged } = this.options
    this.client = new GateClient({
      url,
      deviceId: place.id,
      secret: memory.secretOf(place.id) ?? '',
      // What it polls is heard every few seconds and says little.
      exchanged: (exchange) => !isPoll(exchange) && exchanged(exchange),
    })
    this.follower = new SnapshotFollower(this.client)
    this.follow()
  }

  close(): void {
    this.stop.abort()
    clearTimeout(this.closing)
  }

  setMode(mode: LaneMode): void {
    if (mode === this.mode) return
    this.stop.abort()
    this.mode = mode
    this.trouble = ''
    if (mode === 'off') {
      this.shut()
      this.last = null
    }
    if (mode === 'online') this.follow()
    this.options.changed()
  }

  /** A reader read something. Resolves when it came out. */
  async show(shown: Shown, mischief: Mischief | null = null): Promise<void> {
    if (this.mode === 'off') return
    const number = (this.last?.number ?? 0) + 1
    // One car or person at a time: whoever comes next stands before a barrier that is down.
    this.shut()
    this.last = { number, shown, at: Date.now(), outcome: null }
    this.options.changed()
    const outcome = await this.decide({ eventId: randomUUID(), ...shown }, mischief)
    // Somebody else came in the meantime, or the power went.
    if (this.last?.number !== number) return
    this.last = { ...this.last, outcome }
    if (outcome.by !== 'nobody' && outcome.answer.decision === 'allow') this.raise()
    this.options.changed()
  }

  private get waiting() {
    return this.options.memory.waitingOf(this.options.place.id)
  }

  private async decide(input: EndpointInput<'verify'>, mischief: Mischief | null): Promise<Outcome> {
    if (this.mode === 'online' && this.client !== null) {
      try {
        const reply = await ask(this.client, input, mischief)
        if (reply.ok) return { by: 'server', answer: reply.data }
        return { by: 'nobody', fault: { code: reply.code, message: reply.message } }
      } catch {
        // No answer came. The server may have decided all the same: under one event id it is recorded once.
      }
    }
    return this.decideAlone(input)
  }

  private decideAlone(input: EndpointInput<'verify'>): Outcome {
    const snapshot = this.follower?.held ?? null
    if (snapshot === null)
      return { by: 'nobody', fault: { code: 'NO_SNAPSHOT', message: '没有网络，也没有名单' } }
    const own = Date.now()
    const { answer, passage } = this.offline.decide(snapshot, input, {
      own,
      now: own + (this.client?.clockOffset ?? 0),
    })
    if (passage !== null) this.options.memory.keepWaiting(this.options.place.id, [...this.waiting, passage])
    return { by: 'lane', answer, kept: passage !== null }
  }

  private follow(): void {
    if (this.follower === null) return
    this.stop = new AbortController()
    const { signal } = this.stop
    const told = (trouble: string): void => {
      this.trouble = trouble
      this.options.changed()
    }
    const synced = (): void => {
      told('')
      this.deliver().catch((error: Error) => told(error.message))
    }
    void this.follower.follow({
      signal,
      synced,
      failed: ({ message }) => told(message),
    })
  }

  /** What was decided offline, oldest first. Without an answer everything stays and is delivered again, with the same ids. */
  private async deliver(): Promise<void> {
    const { place, memory } = this.options
    while (this.client !== null && this.mode === 'online' && this.waiting.length > 0) {
      const events = this.waiting.slice(0, PROPAGATION_WORDS)
      const reply = await this.client.call('events', { sentAt: Date.now(), events })
      if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
      const answered = new Set(reply.data.rows.map(({ eventId }) => eventId))
      const left = this.waiting.filter(({ eventId }) => !answered.has(eventId))
      if (left.length === this.waiting.length) throw new Error('a delivery was answered for no passage')
      memory.keepWaiting(place.id, left)
      if (left.length === 0) this.offline.removeMoves()
      this.options.changed()
    }
  }

  private raise(): void {
    clearTimeout(this.closing)
    this.open = true
    this.closing = setTimeout(() => {
      this.shut()
      this.options.changed()
    }, OPEN_MS)
  }

  private shut(): void {
    clearTimeout(this.closing)
    this.open = false
  }
}

const isPoll = ({ call, status }: Exchange): boolean =>
  status === 200 && /^\/v1\/(?:snapshot|heartbeat)/.test(call.path)

/** Asks the server; with mischief, what arrives is not what the lane signed, or comes twice, or at a wrong time. */
async function ask(
  client: GateClient,
  input: EndpointInput<'verify'>,
  mischief: Mischief | null,
): Promise<GateReply<'verify'>> {
  // Refused once; the answer tells the time, and the client asks again.
  if (mischief === 'clock') client.clockOffset += CLOCK_OFF_MS
  if (mischief === null || mischief === 'clock') return client.call('verify', input)
  const call = client.sign('verify', input)
  if (mischief === 'signature') return client.send({ ...call, headers: forged(call.headers) })
  if (mischief === 'body') {
    const direction = input.direction === 'in' ? 'out' : 'in'
    return client.send({ ...call, body: JSON.stringify({ ...input, direction }) })
  }
  const reply = await client.send<'verify'>(call)
  await client.send(call)
  return reply
}

/** One digit of the signature is another. */
function forged(headers: Record<string, string>): Record<string, string> {
  const { [SIGNATURE_HEADERS.signature]: signature = '' } = headers
  const digit = signature.startsWith('0') ? '1' : '0'
  return { ...headers, [SIGNATURE_HEADERS.signature]: digit + signature.slice(1) }
}
