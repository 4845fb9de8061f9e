import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { GUESSED_WAYS, isWrongTry } from '../../../miniprogram/domain/gate/wrong-try'
import { shownRows } from '../../platform/shown-rows'
import type { Gate } from '../../stores/campus'
import { countTry, isHeldUp, listBursts, type Trier } from '../../stores/refused-tries'
import type { Caller } from '../caller'
import { laneOf, type GateCall } from './actor'
import type { CheckAsked, ReadCode } from './read-code'

/**
 * Wrong tries are counted by device or guard and gate, slow down, and reach the office (spec 5.1). A pass is signed and
 * can't be guessed: whoever shows a right one passes, however many wrong ones were shown before. Nobody is kept in by them:
 * what is right, or overridden, lets out.
 */
export class WrongTries {
  /** A call counts once, however often its transaction runs. */
  private counted: Promise<boolean> | null = null

  constructor(private readonly call: GateCall) {}

  /** Throws TOO_MANY_TRIES for one try too many of a minute, and on the way in then for what could be guessed, right or wrong. */
  async check(code: ReadCode, gate: Gate, { direction, override }: CheckAsked): Promise<void> {
    const by = trierOf(this.call, gate)
    const out = direction === 'out'
    if (isWrongTry(code.way, code.visitId === null ? code.reason : null)) {
      this.counted ??= countTry('wrongCode', by, this.call.now)
      const { overridden } = laneOf(this.call.actor, gate._id, override)
      if (!(await this.counted) && !(out && overridden)) throw new DomainError('TOO_MANY_TRIES')
    } else if (!out && GUESSED_WAYS.includes(code.way) && this.call.actor.kind === 'guard') {
      if (await isHeldUp('wrongCode', by, this.call.now)) throw new DomainError('TOO_MANY_TRIES')
    }
  }
}

const trierOf = ({ actor }: GateCall, gate: Gate): Trier => ({
  kind: actor.kind === 'device' ? 'device' : 'wechat',
  ...{ id: actor.id, name: actor.name, gateId: gate._id, gateName: gate.name },
})

/** Bursts of refused tries, latest first. */
export async function listWrongTries(
  _caller: Caller,
  { cursor }: Input<'gate.wrongTries'>,
): Promise<Output<'gate.wrongTries'>> {
  const page = await listBursts(cursor)
  const rows = shownRows(page.rows, ({ _id, tries, by, at, count }) => ({
    ...{ id: _id, kind: tries, byName: by.name, gateName: by.gateName, hour: at, count },
  }))
  return { rows, next: page.next }
}
