import * as wxml from '@wxml/parser'
import * as prettier from 'prettier'

/**
 * Lays out a WXML as prettier lays out HTML. What lies inside `<text>` keeps every blank, because phones show it.
 * A template whose meaning would change (words beside an element on the same line) comes back as it was.
 * @param {string} text
 * @param {import('prettier').Options} options the repository's
 * @returns {Promise<string>}
 */
export async function formatTemplate(text, options) {
  if (/<wxs\b[^>]*[^/]>/.test(text)) return text // its script would be laid out as words
  const laidOut = fromHtml(
    await prettier.format(toHtml(text), { ...options, parser: 'html', htmlWhitespaceSensitivity: 'ignore' }),
  )
  const before = meaning(text)
  return before !== undefined && before === meaning(laidOut) ? laidOut : text
}

/** HTML's element that keeps its blanks is `<pre>`. @param {string} text */
const toHtml = (text) => text.replace(/<(\/?)text(?=[\s>/])/g, '<$1pre')

/** @param {string} text */
const fromHtml = (text) => text.replace(/<(\/?)pre(?=[\s>/])/g, '<$1text')

/** The template without its layout; undefined when it can't be read. @param {string} text */
function meaning(text) {
  const { body, errors, comments } = wxml.parse(text)
  if (errors.length > 0) return undefined
  return JSON.stringify([children({ children: body }), comments.length])
}

/** @param {any} node @returns {unknown} */
function element(node) {
  const attributes = node.startTag.attributes.map((/** @type {any} */ { key, value }) => [
    key,
    attribute(key, value),
  ])
  return [node.name, attributes, children(node)]
}

/** @param {string} key @param {string | null} value */
function attribute(key, value) {
  if (key === 'class') return value?.trim().replace(/\s+/g, ' ')
  if (key === 'style') return value?.replace(/\s+/g, '').replace(/;$/, '')
  return value
}

/** @param {any} node @returns {unknown[]} elements and the words between them */
function children(node) {
  const isVerbatim = node.name === 'text'
  /** @type {unknown[]} */
  const found = []
  let words = ''
  const endWords = (/** @type {boolean} */ isLast) => {
    const shown = isVerbatim ? words : collapsed(words, found.length === 0, isLast)
    if (shown !== '') found.push(shown)
    words = ''
  }
  for (const child of node.children ?? []) {
    if (child.type === 'WXElement') {
      endWords(false)
      found.push(element(child))
    } else {
      words += child.rawValue ?? child.value ?? ''
    }
  }
  endWords(true)
  return found
}

/**
 * Blanks as a phone draws them: one, and none at either end of an element or between two elements.
 * @param {string} words @param {boolean} isFirst @param {boolean} isLast
 */
function collapsed(words, isFirst, isLast) {
  const single = words.replace(/\s+/g, ' ')
  if (single.trim() === '') return ''
  const start = isFirst ? single.trimStart() : single
  return isLast ? start.trimEnd() : start
}
