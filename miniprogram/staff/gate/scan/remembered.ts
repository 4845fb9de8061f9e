import { loadSmall, saveSmall } from '../../../api/small-storage'
import type { Direction } from './scan.view'

/** Where this guard stood last: a shift mostly goes on at the same gate. */
interface Post {
  gateId: string
  direction: Direction
  inVehicle: boolean
}

const KEPT_AS = 'gate-post'

export function rememberedPost(): Post {
  const kept = loadSmall<Partial<Post>>(KEPT_AS)
  if (kept === '') return { gateId: '', direction: 'in', inVehicle: false }
  return {
    gateId: kept.gateId ?? '',
    direction: kept.direction === 'out' ? 'out' : 'in',
    inVehicle: kept.inVehicle === true,
  }
}

export function rememberPost(post: Post): void {
  saveSmall(KEPT_AS, post)
}
