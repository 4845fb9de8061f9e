import type { Campus, Gate, Unit } from '../../cloudfunctions/stores/campus'
import { cast, demoMobile, demoOpenid } from './cast'
import { personName } from './person-names'
import { demoCampuses, demoGates, demoUnits, unitAtShare, unitOf } from './places'
import { randomFrom } from './random'

/** A row of the staff directory in clear. */
export interface DemoStaff {
  id: string
  name: string
  unitId: string
  unitName: string
  mobile: string
  /** Only people who use the Mini Program are bound. */
  openid: string | null
}

export interface DemoApprover {
  openid: string
  name: string
  unitIds: readonly string[]
}

export interface DemoGuard {
  openid: string
  name: string
  gateIds: readonly string[]
}

export interface DemoDesk {
  openid: string
  name: string
  campusIds: readonly string[]
}

export interface DemoOfficer {
  openid: string
  name: string
}

/** A whole campus as plain records, the same for the same seed. */
export interface DemoCampus {
  campuses: readonly Campus[]
  gates: readonly Gate[]
  units: readonly Unit[]
  staff: readonly DemoStaff[]
  approvers: readonly DemoApprover[]
  guards: readonly DemoGuard[]
  desks: readonly DemoDesk[]
  office: readonly DemoOfficer[]
}

const DEMO_SEED = 'campus-visitor'
export const APPROVERS_PER_UNIT = 2

/** People with one name in several units: what the host search must tell apart. */
const NAMESAKES: ReadonlyArray<readonly [name: string, unitIds: readonly string[]]> = [
  ['李伟', ['computing', 'literature', 'education', 'history']],
  ['王芳', ['mathematics', 'music', 'logistics']],
  ['曾静', ['law', 'library']],
]

/**
 * Makes the campus. The first rows of the directory are the cast, the approvers and the namesakes, whatever the
 * size; row n is the same in a small and in a large directory. Throws RangeError when `staff` leaves no room for them.
 */
export function demoCampus({
  staff = 3000,
  seed = DEMO_SEED,
}: { staff?: number; seed?: string } = {}): DemoCampus {
  const people: DemoStaff[] = []
  const add = (name: string, unit: Unit, openid: string | null): void => {
    const number = people.length + 1
    people.push({
      id: `s${String(number).padStart(5, '0')}`,
      name,
      unitId: unit._id,
      unitName: unit.name,
      mobile: demoMobile('staff', number),
      openid,
    })
  }
  const nextName = (): string => personName(randomFrom(`${seed}:name:${people.length}`))

  for (const member of cast)
    if (member.unitId !== undefined)
      add(member.name, unitOf(member.unitId), member.unbound ? null : member.openid)
  const approvers = approversOf((name, unit, openid) => add(name, unit, openid), nextName)
  for (const [name, unitIds] of NAMESAKES) for (const unitId of unitIds) add(name, unitOf(unitId), null)
  if (staff < people.length) throw new RangeError(`a demo campus has at least ${people.length} staff`)
  while (people.length < staff) {
    add(nextName(), unitAtShare(randomFrom(`${seed}:unit:${people.length}`).next()), null)
  }
  return {
    campuses: demoCampuses,
    gates: demoGates,
    units: demoUnits,
    staff: people,
    approvers,
    guards: guards(seed),
    desks: cast.flatMap(({ openid, name, campusIds }) => (campusIds ? [{ openid, name, campusIds }] : [])),
    office: cast.flatMap(({ openid, name, office }) => (office ? [{ openid, name }] : [])),
  }
}

/** The cast's approvers and as many more as bring every unit to two. */
function approversOf(
  addStaff: (name: string, unit: Unit, openid: string) => void,
  nextName: () => string,
): DemoApprover[] {
  const approvers: DemoApprover[] = cast.flatMap(({ openid, name, approverOf }) =>
    approverOf === undefined ? [] : [{ openid, name, unitIds: approverOf }],
  )
  for (const unit of demoUnits) {
    const already = approvers.filter(({ unitIds }) => unitIds.includes(unit._id)).length
    for (let number = already + 1; number <= APPROVERS_PER_UNIT; number++) {
      const approver = { openid: demoOpenid(`a${number}-${unit._id}`), name: nextName(), unitIds: [unit._id] }
      addStaff(approver.name, unit, approver.openid)
      approvers.push(approver)
    }
  }
  return approvers
}

/** The cast's guards and one at every gate without. */
function guards(seed: string): DemoGuard[] {
  const known: DemoGuard[] = cast.flatMap(({ openid, name, gateIds }) =>
    gateIds === undefined ? [] : [{ openid, name, gateIds }],
  )
  const guarded = new Set(known.flatMap(({ gateIds }) => gateIds))
  const others = demoGates.filter((gate) => !guarded.has(gate._id))
  return [
    ...known,
    ...others.map(({ _id }) => ({
      openid: demoOpenid(`g-${_id}`),
      name: personName(randomFrom(`${seed}:guard:${_id}`)),
      gateIds: [_id],
    })),
  ]
}
