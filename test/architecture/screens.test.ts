import { expect, test } from 'vitest'
import app from '../../miniprogram/app.json'
import { cast } from '../../local/demo'
import { SCREENS } from '../journeys/screens/pages'

const pages = [
  ...app.pages,
  ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
]

test('a picture is taken of every page of the program, by somebody who is there', () => {
  expect(SCREENS.map(({ page }) => page).sort()).toEqual([...pages].sort())
  const people = cast.map(({ id }) => id)
  expect(SCREENS.filter(({ who }) => !people.includes(who))).toEqual([])
})
