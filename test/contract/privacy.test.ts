import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { SHIPPED } from '../../cloudfunctions/stores/settings'
import { actions } from '../../contract'
import { read } from '../../scripts/paths.mjs'
import { COLLECTED, NOT_PERSONAL, privacyGuide } from '../../scripts/privacy/collected'
import { GUIDE_VERSION } from '../../miniprogram/domain/visit/privacy'
import { placesOf } from '../functions/input-paths'

/** Names of every field that an action takes, wherever it stands in its input. */
const FIELDS = new Set(
  Object.values(actions).flatMap(({ input }) =>
    [...placesOf(input)].map(
      (place) =>
        place
          .split('.')
          .filter((step) => step !== '*')
          .at(-1) ?? '',
    ),
  ),
)
const told = COLLECTED.flatMap(({ fields }) => fields)

it('every field that an action takes is told, or said to tell nothing about a person', () => {
  expect([...FIELDS].filter((field) => !told.includes(field) && !NOT_PERSONAL.includes(field))).toEqual([])
})

it('no field is told twice, or told and said to tell nothing, and each is one that an action takes', () => {
  const all = [...told, ...NOT_PERSONAL]
  expect(all.filter((field, index) => all.indexOf(field) !== index)).toEqual([])
  expect(all.filter((field) => !FIELDS.has(field))).toEqual([])
})

/** Of the text of the guide, without its version. Another text is another version (domain/visit/privacy.ts). */
const DIGESTS: Readonly<Record<string, string>> = {
  '2026-11-30': '68b70850781d3f1b',
  '2026-12-01': '775180a3809a7908',
}

it('a guide with a new text has a new version, so that everybody is asked again', () => {
  const text = privacyGuide(SHIPPED).replace(`版本：${GUIDE_VERSION}`, '')
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(DIGESTS[GUIDE_VERSION])
})

it('docs/privacy.md is what the table says, with the shipped settings', () => {
  expect(read('docs/privacy.md')).toBe(privacyGuide(SHIPPED))
})
