import { describe, expect, it } from 'vitest'
import { checkRenewedPapers, type ShownPaper } from '../../../miniprogram/domain/standing-pass/papers'
import { addDays, type Day } from '../../../miniprogram/domain/values/days'
import { TODAY } from '../builders'

const [past, soon, later] = [addDays(TODAY, -1), addDays(TODAY, 5), addDays(TODAY, 300)]
const health = (until: Day, photo: string | null = 'old'): ShownPaper => ({ name: '健康证', until, photo })
const insurance = (until: Day, photo: string | null = null): ShownPaper => ({ name: '保险', until, photo })

describe('papers of an approved pass', () => {
  it.each<[why: string, stands: ShownPaper[], typed: ShownPaper[], faults: string[]]>([
    ['stay as they are', [health(soon), insurance(soon)], [health(soon), insurance(soon)], []],
    ['stay, in another order', [health(soon), insurance(soon)], [insurance(soon), health(soon)], []],
    ['none is left out', [health(soon), insurance(soon)], [health(soon)], ['papers PAPER_KEPT']],
    ['never all', [health(past)], [], ['papers PAPER_KEPT']],
    [
      'none becomes another one',
      [health(soon)],
      [{ ...health(later, 'new'), name: '年检' }],
      ['papers PAPER_KEPT'],
    ],
    ['a new one joins them', [health(soon)], [health(soon), insurance(later, 'new')], []],
    ['a new one is in date', [], [insurance(past, 'new')], ['papers.0.until PAPER_UNTIL']],
    ['renewed, with its photo', [health(past)], [health(later, 'new')], []],
    ['renewed without one', [health(soon)], [health(later, null)], ['papers.0.photo PAPER_PHOTO']],
    ['renewed with the old one', [health(soon)], [health(later)], ['papers.0.photo PAPER_PHOTO']],
    [
      'renewed with the photo of another',
      [insurance(soon), health(soon)],
      [insurance(later, 'old'), health(soon)],
      ['papers.0.photo PAPER_PHOTO'],
    ],
    ['renewed, and over already', [health(soon)], [health(past, 'new')], ['papers.0.until PAPER_UNTIL']],
    [
      'one that is over stays beside a renewed one',
      [health(past), insurance(past)],
      [health(later, 'new'), insurance(past)],
      [],
    ],
    ['another photo of the same paper', [health(soon)], [health(soon, 'new')], []],
    ['its photo isn’t dropped', [health(soon)], [health(soon, null)], ['papers.0.photo PAPER_PHOTO']],
    ['two of a name are two', [health(soon), health(soon)], [health(soon)], ['papers PAPER_KEPT']],
  ])('%s', (_, stands, typed, faults) => {
    const found = checkRenewedPapers(typed, stands, TODAY)
    expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(faults)
  })
})
