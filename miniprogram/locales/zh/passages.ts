import type { PassageWay } from '../../domain/gate/ways'
import type { Direction } from '../../domain/visit/purposes'

/** How somebody passed a gate, as staff read it on phone and console. */
export const passageWords = {
  directions: { in: '入校', out: '离校' } satisfies Record<Direction, string>,
  ways: {
    qr: '二维码',
    shortCode: '通行短码',
    emergencyNumber: '报备号',
    plate: '车牌识别',
    document: '证件',
    face: '刷脸',
  } satisfies Record<PassageWay, string>,
}
