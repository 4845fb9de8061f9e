import { expect, it } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'

/** A hash is found again only by whoever makes it the same way: each kind is made in one place (house rule 14). */
it('each kind of lookup hash is made in one place', () => {
  const kinds = filesIn('cloudfunctions', /\.ts$/).flatMap((file) =>
    [...read(file).matchAll(/\blookupHash\(\s*'(\w+)'/g)].map(([, kind]) => ({ kind, file })),
  )
  expect(kinds.length).toBeGreaterThan(5)
  expect(kinds.filter(({ kind }, at) => kinds.findIndex((each) => each.kind === kind) !== at)).toEqual([])
})
