import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { filesIn, read, root } from '../../scripts/paths.mjs'
import { lineAt } from '../../scripts/references.mjs'

/** Links and pictures of a Markdown text that lead to files of the repository. */
function relativeLinks(text: string): { target: string; line: number }[] {
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const html = [...text.matchAll(/<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g)]
  return [...inline, ...html]
    .map((match) => ({ target: match[1] ?? '', line: lineAt(text, match.index) }))
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
}

/** GitHub's rule: lower case, no punctuation, hyphens for blanks. */
const anchor = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = (text: string) =>
  [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => anchor(match[1] ?? ''))

function deadLinks(file: string, text: string): string[] {
  return relativeLinks(text)
    .filter(({ target }) => {
      const [name = '', hash] = decodeURIComponent(target).split('#')
      const place = name === '' ? file : path.posix.join(path.posix.dirname(file), name)
      const full = path.join(root, place)
      if (name !== '' && !fs.existsSync(full)) return true
      if (hash === undefined || !place.endsWith('.md')) return false
      return !anchorsOf(name === '' ? text : fs.readFileSync(full, 'utf8')).includes(hash.toLowerCase())
    })
    .map(({ target, line }) => `${file}:${line} ${target}`)
}

test('every link between pages and files leads somewhere', () => {
  expect(filesIn('.', /\.md$/).flatMap((file) => deadLinks(file, read(file)))).toEqual([])
})

/** Where a page's paths begin: at the root, or at the layer. */
const ROOTS = ['', 'miniprogram/', 'cloudfunctions/']

/** Paths of sources that a text names and that aren't there. The name of a module may leave out its `.ts`. */
const deadPaths = (text: string): string[] =>
  [...text.matchAll(/`([a-z-]+\/[\w./-]+)`/g)]
    .map(([, place = '']) => place)
    .filter((place) => ROOTS.some((base) => fs.existsSync(path.join(root, base, place.split('/')[0] ?? ''))))
    .filter((place) => !/^(?:dist|artifacts)\//.test(place))
    .filter((place) => !ROOTS.some((base) => isThere(base + place) || isThere(`${base}${place}.ts`)))

const isThere = (place: string): boolean => fs.existsSync(path.join(root, place))

test('every source that a page names is there', () => {
  const dead = filesIn('.', /\.md$/).flatMap((file) =>
    deadPaths(read(file)).map((place) => `${file} ${place}`),
  )
  expect(dead).toEqual([])
})

test('a source that is gone is found', () => {
  const text =
    '`domain/gate/gone.ts` `test/gone/` `domain/gate/reasons.ts` `api/call` `text/plain` `dist/gone.js`'
  expect(deadPaths(text)).toEqual(['domain/gate/gone.ts', 'test/gone/'])
})

test('every decision has a number of its own', () => {
  const numbers = filesIn('docs/decisions', /\.md$/).map((file) => path.basename(file).slice(0, 4))
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
})

test('a dead link, picture or anchor is found', () => {
  const text =
    '# One\n[a](gone.md) ![b](docs/gone.png) [c](#two) [d](#one) [e](https://weixin.qq.com) [f](package.json)'
  expect(deadLinks('README.md', text)).toEqual([
    'README.md:2 gone.md',
    'README.md:2 docs/gone.png',
    'README.md:2 #two',
  ])
})
