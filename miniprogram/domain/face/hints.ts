/** What a person in front of the camera is told, one thing at a time (spec 6). */
export type Hint =
  | 'tooDark'
  | 'tooBright'
  | 'backlit'
  | 'closer'
  | 'farther'
  | 'intoFrame'
  | 'faceCamera'
  | 'onePerson'
  | 'holdStill'
  | 'plainBackground'
