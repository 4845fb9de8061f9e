import type { Hint } from '../../domain/face/hints'

export const HINT_WORDS: Readonly<Record<Hint, string>> = {
  tooDark: 'Too dark',
  tooBright: 'Too bright',
  backlit: 'Avoid light from behind',
  closer: 'Come a little closer',
  farther: 'Move back a little',
  intoFrame: 'Move into the frame',
  faceCamera: 'Look straight into the camera',
  onePerson: 'Only one person in the picture',
  holdStill: 'Hold still',
  plainBackground: 'Choose a plain background',
}
