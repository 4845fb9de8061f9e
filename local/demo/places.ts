import type { Campus, Gate, Unit } from '../../cloudfunctions/stores/campus'
import type { GateLocation } from '../../miniprogram/domain/gate/location'

/** Three campuses; 王城校区 has no gate system (spec 2). */
export const demoCampuses: readonly Campus[] = [
  { _id: 'yucai', name: '育才校区', hasGates: true },
  { _id: 'yanshan', name: '雁山校区', hasGates: true },
  { _id: 'wangcheng', name: '王城校区', hasGates: false },
]

type GateUse = Pick<Gate, 'pedestrian' | 'vehicleBarrier' | 'privateVehicles'>

const everybody: GateUse = { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' }
const privateEntryOnly: GateUse = { pedestrian: true, vehicleBarrier: true, privateVehicles: 'entryOnly' }
const officialVehicles: GateUse = { pedestrian: true, vehicleBarrier: true, privateVehicles: 'none' }
const vehiclesOnly: GateUse = { pedestrian: false, vehicleBarrier: true, privateVehicles: 'none' }
const onFoot: GateUse = { pedestrian: true, vehicleBarrier: false, privateVehicles: 'none' }

/** The three gates that have a name (spec 2, Purpose), and one of every other kind. Where they stand is approximate. */
export const demoGates: readonly Gate[] = (
  [
    ['yucai-west', '育才西门', 'yucai', everybody, [25.2747, 110.3262, '育才路一侧（示意位置）']],
    ['yucai-east', '育才东门', 'yucai', officialVehicles, [25.2743, 110.3317, '']],
    ['yucai-north', '育才北门', 'yucai', vehiclesOnly, [25.2781, 110.3293, '']],
    ['yucai-south', '育才小南门', 'yucai', onFoot, [25.2716, 110.3288, '三里店一侧（示意位置）']],
    ['yanshan-east', '雁山东门', 'yanshan', everybody, [25.0717, 110.3093, '雁中路一侧（示意位置）']],
    ['yanshan-west', '雁山西门', 'yanshan', privateEntryOnly, [25.0709, 110.2968, '']],
    ['yanshan-south', '雁山南门', 'yanshan', officialVehicles, [25.0655, 110.3031, '']],
    ['yanshan-north', '雁山北侧门', 'yanshan', onFoot, null],
  ] as const
).map(([_id, name, campusId, use, place], index) => ({
  _id,
  name,
  campusId,
  campusName: campusOf(campusId).name,
  ...use,
  active: true,
  order: index + 1,
  ...(place === null ? {} : { location: locationOf(place) }),
}))

function locationOf([latitude, longitude, address]: readonly [number, number, string]): GateLocation {
  return { latitude, longitude, address }
}

/** Units by campus, with how many of a thousand staff each has. */
const UNITS: ReadonlyArray<readonly [id: string, name: string, campusId: string, share: number]> = [
  ['computing', '计算机学院', 'yanshan', 50],
  ['literature', '文学院', 'yanshan', 52],
  ['mathematics', '数学与统计学院', 'yanshan', 48],
  ['physics', '物理科学与技术学院', 'yanshan', 44],
  ['chemistry', '化学与药学学院', 'yanshan', 50],
  ['biology', '生命科学学院', 'yanshan', 46],
  ['languages', '外国语学院', 'yanshan', 60],
  ['economics', '经济管理学院', 'yanshan', 50],
  ['electronics', '电子信息工程学院', 'yanshan', 42],
  ['environment', '环境与资源学院', 'yanshan', 34],
  ['law', '法学院', 'yanshan', 36],
  ['design', '设计学院', 'yanshan', 34],
  ['library', '图书馆', 'yanshan', 40],
  ['academic-affairs', '教务处', 'yanshan', 20],
  ['research', '科研处', 'yanshan', 18],
  ['education', '教育学部', 'yucai', 64],
  ['sports', '体育学院', 'yucai', 46],
  ['music', '音乐学院', 'yucai', 44],
  ['fine-arts', '美术学院', 'yucai', 40],
  ['international', '国际文化教育学院', 'yucai', 30],
  ['logistics', '后勤处', 'yucai', 56],
  ['security', '保卫处', 'yucai', 30],
  ['personnel', '人事处', 'yucai', 18],
  ['history', '历史文化与旅游学院', 'wangcheng', 40],
  ['continuing', '继续教育学院', 'wangcheng', 28],
]

/** 25 units. Their telephone numbers belong to nobody. */
export const demoUnits: readonly Unit[] = UNITS.map(([_id, name, campusId], index) => {
  const campus = campusOf(campusId)
  const phone = `0773-555${String(index + 1).padStart(4, '0')}`
  return { _id, name, campusId, campusName: campus.name, hasGates: campus.hasGates, phone }
})

/** The unit at a place of the scale 0 ≤ share < 1, so that big units get more people. */
export function unitAtShare(share: number): Unit {
  const total = UNITS.reduce((sum, [, , , weight]) => sum + weight, 0)
  let left = share * total
  const index = UNITS.findIndex(([, , , weight]) => (left -= weight) < 0)
  return demoUnits[index] as Unit
}

/** Throws RangeError for an id that isn't there. */
export function unitOf(id: string): Unit {
  return found(demoUnits, id)
}

function campusOf(id: string): Campus {
  return found(demoCampuses, id)
}

function found<T extends { _id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((each) => each._id === id)
  if (row === undefined) throw new RangeError(`the demo campus has no ${id}`)
  return row
}
