import type { Action, Input, Output } from '../../contract'
import { ApiError } from '../../miniprogram/api/api-error'
import type { OfflineCredential } from '../../miniprogram/domain/gate/credential'
import { OfflineGate } from '../../miniprogram/staff/gate/offline/offline-gate'
import type { OfflinePassage } from '../../miniprogram/staff/gate/offline/passage-row'
import { PhoneStorage } from '../functions/phone-storage'
import { onPhone } from './instances'
import type { Phone } from './phone'
import type { World } from './world'

const MINUTE = 60_000

/** A check as a guard's phone makes it. */
export type GateCheck = Input<'gate.check'>

export interface Decided {
  allowed: boolean
  reason: string
  override: boolean
  offline: { version: number; clockAt: number; visitId: string } | null
}

/**
 * A guard's phone: it asks the server, and without a network decides by the program's own list and keeps what it decided
 * until the server has it. Its clock is up to five minutes wrong; by how much it learns from the server's answers.
 */
export class GuardPost {
  connected = true
  readonly storage = new PhoneStorage()
  private readonly clockAhead: number
  /** How far the server's clock is ahead of this one, as far as the phone knows. */
  clockOffset = 0
  private gate: OfflineGate | null = null

  constructor(
    private readonly world: World,
    readonly phone: Phone,
  ) {
    this.clockAhead = world.below(10 * MINUTE) - 5 * MINUTE
  }

  /** What the program's own `call` does, with one try. */
  async call<A extends Action>(action: A, input: Input<A>): Promise<Output<A>> {
    const reply = this.connected ? await this.phone.tryOnce(action, input) : null
    if (reply === null) throw new ApiError('NETWORK')
    this.clockOffset = -this.clockAhead
    if (!reply.ok) throw new ApiError(reply.code)
    return reply.data
  }

  async check(check: GateCheck): Promise<Decided> {
    const key = this.world.newKey()
    const reply = this.connected ? await this.phone.tryOnce('gate.check', check, key) : null
    if (reply?.ok === true) return { ...reply.data, override: false, offline: null }
    return (await this.decideOffline(check, key)) ?? this.insist(check, key)
  }

  /** Nothing else is at hand: the guard asks until the server answers. */
  private async insist(check: GateCheck, key: string): Promise<Decided> {
    const reply = await this.phone.ask('gate.check', check, key)
    return reply.ok
      ? { ...reply.data, override: false, offline: null }
      : { allowed: false, reason: reply.code, override: false, offline: null }
  }

  /** Null: there is no list, or it can't read what is shown. */
  private async decideOffline(check: GateCheck, eventId: string): Promise<Decided | null> {
    const { gateId, direction, inVehicle = false, code, plate } = check
    const credential: OfflineCredential | null =
      code !== undefined ? { code } : plate !== undefined ? { plate } : null
    return onPhone(this, this.clockAhead, async () => {
      const gate = credential === null ? null : this.gate
      const at = Date.now()
      const decision =
        gate?.decide({
          gateId,
          direction,
          inVehicle: inVehicle || plate !== undefined,
          credential: credential as OfflineCredential,
        }) ?? null
      const version = gate?.state().snapshotAt ?? null
      if (gate === null || decision === null || version === null) return null
      const { answer, doubt, way, visitId, step } = decision
      // In doubt the guard looks, and lets in every other one.
      const override = doubt !== null && this.world.chance(0.5)
      const allowed = answer.allowed && (doubt === null || override)
      const reason = override ? 'OVERRIDE' : answer.reason
      const passage: OfflinePassage = {
        ...{
          eventId,
          gateId,
          direction,
          way,
          at,
          offset: this.clockOffset,
          visitId,
          plate: decision.plate,
          step,
        },
        ...{ inVehicle: inVehicle || plate !== undefined, allowed, override: override ? '门岗核对' : null },
        reason: doubt !== null && !override ? 'LOW_CONFIDENCE' : reason,
      }
      await gate.record(passage)
      return {
        allowed,
        reason: passage.reason,
        override,
        offline: { version, clockAt: at, visitId: visitId ?? '' },
      }
    })
  }

  /** Brings the list up to date and delivers what waits, as the guard's page does while it is open. */
  async live(): Promise<void> {
    const { world } = this
    while (!world.over) {
      await onPhone(this, this.clockAhead, () => this.synchronise())
      if (world.faults.on && world.chance(0.15)) await this.goOffline()
      if (world.faults.on && world.chance(0.1)) this.gate = null
      await world.idle(30, world.faults.on ? 240 : 60)
    }
  }

  private async goOffline(): Promise<void> {
    this.connected = false
    const back = this.world.now + (60 + this.world.below(this.world.chance(0.3) ? 2500 : 600)) * MINUTE
    while (this.world.faults.on && this.world.now < back) await this.world.idle(30, 60)
    this.connected = true
  }

  private async synchronise(): Promise<void> {
    // Switched off and on: what isn't in its storage is gone.
    this.gate ??= await OfflineGate.open()
    try {
      await this.gate.refresh()
      this.gate.endPause()
      await this.gate.uploadPassages()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  /** Passages that the server doesn't have. */
  get waiting(): number {
    const state = this.gate?.state(this.world.now)
    return state === undefined ? 0 : state.notUploaded + state.rejected
  }
}
