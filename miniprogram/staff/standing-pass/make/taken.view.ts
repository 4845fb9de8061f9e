import type { Output } from '../../../../contract'
import type { PersonForm } from '../../../domain/standing-pass/person'
import { standingWords as words } from '../../locales/standing'
import type { MakeState } from './make.view'

/** What came of sending a standing pass: who is on it, who isn't, and what is left to send. */
export type Refused = Output<'standing.apply'>['refused'][number]
/** What came of the calls that took people in. */
export type Taken = Pick<Output<'standing.apply'>, 'state' | 'added' | 'refused'>
/** Who was on it and can't be on it as it was changed. */
export type LetGo = Output<'standing.revise'>['refused']

/** Who can't be on it, each with why, as a text to read. */
export const refusedWords = (
  people: readonly PersonForm[],
  refused: readonly Refused[],
  letGo: LetGo,
): string =>
  [...letGo, ...refused.map(({ index, ...why }) => ({ name: people[index]?.name ?? '', ...why }))]
    .map(({ name, code, unitName }) =>
      words.refusedOne(name, code === 'DUPLICATE' ? words.refused.DUPLICATE(unitName) : words.refused[code]),
    )
    .join('\n')

/** With nobody on it, it wasn't sent: the page goes on with the pass that was made. Null: it was sent. */
export const leftToDo = (
  people: readonly PersonForm[],
  { state, refused }: Taken,
): Partial<MakeState> | null =>
  state === 'asked'
    ? null
    : {
        ...{ mode: 'change', sending: 'no', tried: false, refused: words.nobody },
        people: people.filter((_, at) => refused.some(({ index }) => index === at)),
      }

/** Of a list of which so many were sent: who was refused, and who is still to come. */
export const unsent = (
  people: readonly PersonForm[],
  sent: number,
  refused: readonly Pick<Refused, 'index'>[],
): PersonForm[] => people.filter((_, at) => at >= sent || refused.some(({ index }) => index === at))
