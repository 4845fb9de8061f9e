import type { SimulatedFace } from '../protocol'
import { phone, stage } from './phone'

/**
 * Stands for the face tracking of a phone on computers whose browser finds no faces: a face that is moved by the
 * control beside the phone, and says so there. Frames and photos are the camera's own in either case.
 */
let face: SimulatedFace = { x: 0.5, y: 0.42, size: 0.64, turn: 0, count: 1 }

export const simulatedFace = (): SimulatedFace => face

/** What the stage's control does. */
export function moveFace(change: Partial<SimulatedFace>): SimulatedFace {
  face = { ...face, ...change }
  return face
}

/** Shows or hides the control beside this phone; a phone in a tab of its own has none. */
export function showFaceControl(shown: boolean): void {
  stage()?.faceControl(phone.phone.id, shown)
}
