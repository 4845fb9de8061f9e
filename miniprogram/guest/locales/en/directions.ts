import type { directionsWords as zh } from '../zh/directions'

export const directionsWords: typeof zh = {
  title: 'To the gate',
  labels: {
    gates: 'Gates you may use',
    noPass: 'This card only shows times and gates. To enter, the visitor shows their own code.',
    gone: 'The card may be incomplete; please ask the visitor to send it again',
    home: 'Back to home',
  },
  days: 'Days',
  hours: 'Entry hours',
  means: 'Coming',
  byCar: 'By car',
  onFoot: 'On foot or by bicycle',
  over: { sentence: 'This visit has ended', advice: 'To come again, the visitor books again' },
  off: {
    sentence: 'There is no entry for this visit at the moment',
    advice: 'It may be cancelled or being changed; please ask the visitor who sent you the card',
  },
}
