import { expect, test } from 'vitest'
import { doubtfulDistance } from '../../../miniprogram/domain/gate/far-gate'

/** Gates of a campus in 桂林; the other campus lies 26 km south. */
const gate = (latitude: number, longitude: number, campusId = 'yucai', address = '') => ({
  ...{ campusId, location: { latitude, longitude, address } },
})
const WEST = gate(25.2736, 110.2907)
const SOUTH = gate(25.2701, 110.2931)
const YANSHAN = gate(25.0421, 110.302, 'yanshan')
const SHANGHAI = gate(31.2304, 121.4737)
const UNPLACED = { campusId: 'yucai' }

test.each<[string, typeof WEST | typeof UNPLACED, typeof UNPLACED | undefined, (typeof UNPLACED)[], number]>([
  ['beside the others', SOUTH, undefined, [WEST], 0],
  ['19 km away', gate(25.4445, 110.2907), undefined, [WEST], 0],
  ['21 km away', gate(25.4625, 110.2907), undefined, [WEST], 21],
  ['in another province', SHANGHAI, undefined, [WEST, SOUTH], 1280],
  ['on the other campus', gate(25.0421, 110.302), undefined, [WEST, YANSHAN], 26],
  ['far, but near one of the others', SHANGHAI, undefined, [WEST, gate(31.23, 121.47)], 0],
  ['nothing tells: another campus has places', SHANGHAI, undefined, [YANSHAN, UNPLACED], 0],
  ['no place', UNPLACED, undefined, [WEST], 0],
  ['stands there already', SHANGHAI, SHANGHAI, [WEST], 0],
  ['how to find it is said anew', gate(31.2304, 121.4737, 'yucai', '公交站旁'), SHANGHAI, [WEST], 0],
  ['moved there', SHANGHAI, SOUTH, [WEST], 1280],
  ['given to another campus', gate(25.2736, 110.2907, 'yanshan'), WEST, [YANSHAN], 26],
])('%s', (_, place, before, others, kilometres) => {
  const found = doubtfulDistance(place, before, others)
  if (kilometres === 0) expect(found).toBeNull()
  else expect(Math.abs((found ?? 0) - kilometres)).toBeLessThan(kilometres / 50)
})
