import type { DeviceMemory } from './device-memory'
import { Lane } from './lane'
import type { LaneExchange, LaneMode, LanePlace, LaneRow, Mischief, Shown } from './lane-row'

/** How many exchanges somebody who looks later still sees. */
const KEPT = 40

export type LaneNews = { lane: LaneRow } | { exchange: LaneExchange }

/** All lanes of a place, and whoever wants to see them. */
export class Lanes {
  readonly exchanges: LaneExchange[] = []
  private readonly lanes = new Map<string, Lane>()
  private readonly listeners = new Set<(news: LaneNews) => void>()
  private counter = 0

  constructor(places: readonly LanePlace[], memory: DeviceMemory) {
    for (const place of places) {
      const lane: Lane = new Lane({
        place,
        memory,
        changed: () => this.tell({ lane: lane.row() }),
        exchanged: (exchange) => this.keep({ ...exchange, id: (this.counter += 1), lane: place.id }),
      })
      this.lanes.set(place.id, lane)
    }
  }

  rows(): LaneRow[] {
    return [...this.lanes.values()].map((lane) => lane.row())
  }

  /** `url`: where the gate function is mounted. */
  connect(url: string): void {
    for (const lane of this.lanes.values()) lane.connect(url)
  }

  /** False when there is no such lane. */
  setMode(id: string, mode: LaneMode): boolean {
    this.lanes.get(id)?.setMode(mode)
    return this.lanes.has(id)
  }

  /** False when there is no such lane. */
  async show(id: string, shown: Shown, mischief: Mischief | null): Promise<boolean> {
    await this.lanes.get(id)?.show(shown, mischief)
    return this.lanes.has(id)
  }

  subscribe(listener: (news: LaneNews) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  close(): void {
    for (const lane of this.lanes.values()) lane.close()
  }

  private keep(exchange: LaneExchange): void {
    this.exchanges.push(exchange)
    if (this.exchanges.length > KEPT) this.exchanges.shift()
    this.tell({ exchange })
  }

  private tell(news: LaneNews): void {
    for (const listener of this.listeners) listener(news)
  }
}
