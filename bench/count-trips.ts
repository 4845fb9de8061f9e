import type { LocalCloud } from '../local/cloud'
import { useAddress } from './campus'
import { openListeningProxy, wireCallOf, type Between, type WireRequest } from './listening-proxy'

/** The requests of one action. */
export interface Trips {
  /** How many the caller waited for. */
  all: number
  /** The longest chain of them in which each had to wait for the one before. */
  inARow: number
  /** How many were not answered yet when the caller had its reply. */
  later: number
  /** What the caller waited for, by what went out at the same time: 'getDocument visits'. */
  waves: string[][]
}

/**
 * Counts what `action` asks of the cloud through the SDKs. The answers to what went out at the same time are held back
 * until this process has nothing left to do, and then given all at once: a wave. So a request comes in a later wave
 * exactly when it needs an answer of an earlier one, however slow the machine is, and the waves are the longest chain.
 * The action runs in this process. `url`: where requests go when nobody listens in.
 */
export async function countTrips(
  cloud: LocalCloud,
  url: string,
  action: () => Promise<unknown>,
): Promise<Trips> {
  const waves = new Waves()
  const proxy = await openListeningProxy(url, waves.between)
  useAddress(cloud, proxy.url)
  try {
    const quiet = waves.run()
    try {
      await action()
    } finally {
      waves.reply()
    }
    await quiet
    return waves.trips()
  } finally {
    useAddress(cloud, url)
    await proxy.close()
  }
}

interface CountedRequest {
  what: string
  wave: number
  /** The answer went out. */
  answered: boolean
}

/** Turns of the event loop, each of a millisecond at least, in which nothing came: then everybody waits for us. */
const QUIET_TURNS = 6
/** In this many the cloud has answered, unless it waits for something that we hold back. */
const STUCK_TURNS = 500

class Waves {
  private readonly requests: CountedRequest[] = []
  private waitedFor: CountedRequest[] | null = null
  private held: (() => void)[] = []
  private unanswered = 0
  /** Counts what comes in from either side. */
  private events = 0
  private wave = 0

  readonly between: Between = async (request, passOn) => {
    const counted: CountedRequest = { what: nameOf(request), wave: this.wave, answered: false }
    this.requests.push(counted)
    this.unanswered++
    this.events++
    const answer = await passOn()
    this.events++
    await new Promise<void>((resolve) => {
      this.held.push(() => {
        counted.answered = true
        resolve()
      })
    })
    return answer
  }

  /** The caller has its reply: it waited for what is answered by now. */
  reply(): void {
    this.waitedFor = this.requests.filter(({ answered }) => answered)
  }

  /** Answers wave after wave until the caller has its reply and nothing is asked any more. */
  async run(): Promise<void> {
    while (true) {
      const stuck = await this.quiet()
      if (this.unanswered > 0 && (this.held.length === this.unanswered || stuck)) this.answer()
      else if (this.unanswered === 0 && this.waitedFor !== null) return
    }
  }

  trips(): Trips {
    const waited = this.waitedFor ?? []
    const numbers = [...new Set(waited.map(({ wave }) => wave))].sort((a, b) => a - b)
    const waves = numbers.map((number) =>
      waited.filter(({ wave }) => wave === number).map(({ what }) => what),
    )
    return {
      all: waited.length,
      inARow: waves.length,
      later: this.requests.length - waited.length,
      waves,
    }
  }

  private answer(): void {
    this.wave++
    this.unanswered -= this.held.length
    for (const release of this.held.splice(0)) release()
  }

  /** Waits until nothing comes any more; true when the cloud still owes an answer. */
  private async quiet(): Promise<boolean> {
    for (let turns = 0, seen = this.events; ; turns++) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      if (this.events !== seen) [turns, seen] = [0, this.events]
      else if (turns >= STUCK_TURNS) return true
      else if (turns >= QUIET_TURNS && this.held.length === this.unanswered) return false
    }
  }
}

function nameOf(request: WireRequest): string {
  const { action, collection, transactionId } = wireCallOf(request)
  const inside = transactionId !== null && collection !== '' ? 'in the transaction' : ''
  return [action.replace(/^database\./, ''), collection, inside].filter(Boolean).join(' ')
}
