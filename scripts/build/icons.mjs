import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { filesIn, installed, read } from '../paths.mjs'
import { lineAt } from '../references.mjs'

/** Our names for icons (TDesign's where it has one) → Lucide's; `filled:` draws the solid form. */
export const ICON_MAP = 'miniprogram/config/icons.json'

/**
 * The style of TDesign's icon component, drawn from Lucide's pictures as CSS masks: no font, no network,
 * coloured by `color` and sized by `font-size` exactly as the font was.
 * @param {string} distribution TDesign's folder @param {string[]} packed its files that ship
 * @returns {{ style: string, names: string[] }}
 * @throws Error naming file, line and icon for a name without a picture
 */
export function iconStyle(distribution, packed) {
  /** @type {Record<string, string>} */
  const pictures = JSON.parse(read(ICON_MAP))
  const official = officialNames(distribution)
  const used = new Set()
  /** @type {string[]} */
  const unknown = []
  /** @param {string} name @param {string} where */
  const need = (name, where) => {
    if (name in pictures) used.add(name)
    else unknown.push(`${where}: icon "${name}" has no picture in ${ICON_MAP}`)
  }

  for (const file of packed.filter((name) => /\.(js|wxml|wxs)$/.test(name))) {
    for (const { literal } of literals(fs.readFileSync(path.join(distribution, file), 'utf8'))) {
      // One plain word may mean anything; with a hyphen it can only be the icon.
      if (official.has(literal) && (literal in pictures || literal.includes('-'))) need(literal, file)
    }
  }
  for (const file of filesIn('miniprogram', /\.(ts|wxml|wxs)$/)) {
    const text = read(file)
    for (const { literal } of literals(text)) if (literal in pictures) used.add(literal)
    const named = file.endsWith('.wxml')
      ? namedInTemplate(text)
      : file.endsWith('.ts')
        ? namedInScript(text, file)
        : []
    for (const { name, line } of named) need(name, `${file}:${line}`)
  }
  if (unknown.length > 0) throw new Error(unknown.join('\n'))
  const names = /** @type {string[]} */ ([...used]).sort()
  return {
    style: BASE + names.map((name) => rule(name, picture(/** @type {string} */ (pictures[name])))).join(''),
    names,
  }
}

/** The 2,000 names that TDesign's own style knows. @param {string} distribution */
function officialNames(distribution) {
  const style = fs.readFileSync(path.join(distribution, 'icon/icon.wxss'), 'utf8')
  return new Set([...style.matchAll(/\.t-icon-([a-z0-9-]+):before/g)].map((match) => match[1]))
}

/** @param {string} text */
const literals = (text) =>
  [...text.matchAll(/["'`]([a-z][a-z0-9-]*)["'`]/g)].map((match) => ({
    literal: /** @type {string} */ (match[1]),
  }))

/** Icons a WXML names: `name` of t-icon, and every attribute called icon, left-icon … @param {string} text */
function namedInTemplate(text) {
  /** @type {{ name: string, line: number }[]} */
  const found = []
  for (const tag of text.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:=(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g)) {
    for (const attribute of (tag[2] ?? '').matchAll(/([\w:-]+)=(?:"([^"]*)"|'([^']*)')/g)) {
      const key = attribute[1] ?? ''
      if (!(tag[1] === 't-icon' && key === 'name') && !/(^|-)icon$/.test(key)) continue
      const value = attribute[2] ?? attribute[3] ?? ''
      for (const name of namesInValue(value)) found.push({ name, line: lineAt(text, tag.index) })
    }
  }
  return found
}

/** @param {string} value of an attribute: a plain name or `{{ok ? 'check' : 'close'}}` or `{{ {name:'check'} }}` */
function namesInValue(value) {
  if (!value.includes('{{')) return isName(value) ? [value] : []
  const isObject = /\{\{\s*\{|\{\{\s*\w+\s*:/.test(value)
  const pattern = isObject
    ? /\bname\s*:\s*(['"])([\w-]+)\1/g // only what is called name: the rest is size, colour …
    : /(?<![=!]=\s*)(['"])([\w-]+)\1(?!\s*[=!]=)/g // what is compared with isn't an icon
  return [...value.matchAll(pattern)].map((match) => match[2] ?? '').filter(isName)
}

/** @param {string} value */
const isName = (value) =>
  /^[a-z][a-z0-9-]*$/.test(value) && !['slot', 'none', 'true', 'false'].includes(value)

/** Icons a script names: literals under a property called icon, leftIcon … @param {string} text @param {string} file */
function namedInScript(text, file) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  /** @type {{ name: string, line: number }[]} */
  const found = []
  /** @param {ts.Node} node */
  const collect = (node) => {
    if (ts.isStringLiteral(node) && isName(node.text)) {
      found.push({
        name: node.text,
        line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
      })
    } else if (ts.isConditionalExpression(node)) {
      collect(node.whenTrue)
      collect(node.whenFalse)
    }
  }
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && /^icon$|Icon$/.test(node.name.getText(source))) {
      // wx.showToast and its like have icons of their own
      const call = node.parent.parent
      const isPlatforms = ts.isCallExpression(call) && /^wx\./.test(call.expression.getText(source))
      if (!isPlatforms) collect(node.initializer)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** @param {string} wanted a Lucide name, perhaps with `filled:` @returns {string} SVG */
function picture(wanted) {
  const [, filled, name] = /** @type {RegExpExecArray} */ (/^(filled:)?(.+)$/.exec(wanted))
  const file = installed(`lucide-static/icons/${name}.svg`)
  if (!fs.existsSync(file)) throw new Error(`${ICON_MAP}: Lucide has no picture called "${name}"`)
  const shapes = fs
    .readFileSync(file, 'utf8')
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')
  const open =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
  return open + (filled ? solid(shapes) : shapes) + '</svg>'
}

/**
 * A disc or square with a sign in it keeps the sign as a hole; any other outline is filled.
 * @param {string} shapes
 */
function solid(shapes) {
  const [, body, sign] = /^(<(?:circle|rect)[^>]*\/>)(.+)$/.exec(shapes) ?? []
  if (!body || !sign) return `<g fill="#000">${shapes}</g>`
  return `<mask id="m"><path fill="#fff" stroke="none" d="M0 0h24v24H0z"/>${sign}</mask><g fill="#000" mask="url(#m)">${body}</g>`
}

/** @param {string} name @param {string} svg */
function rule(name, svg) {
  // base64, because the official style compiler stumbles over quotes and # in a data address
  const address = `url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")`
  return `.t-icon-${name}:before{--t-icon-picture:${address};}\n`
}

const BASE = `@import '../common/style/index.wxss';
.t-icon--image{width:100%;height:100%;}
.t-icon__image{vertical-align:top;width:100%;height:100%;}
.t-icon-base{display:block;line-height:1;text-align:center;}
.t-icon-base:before{content:'';display:block;width:1em;height:1em;background-color:currentColor;-webkit-mask-image:var(--t-icon-picture);mask-image:var(--t-icon-picture);-webkit-mask-position:center;mask-position:center;-webkit-mask-repeat:no-repeat;mask-repeat:no-repeat;-webkit-mask-size:100% 100%;mask-size:100% 100%;}
`
