import { TmplGroup } from 'glass-easel-template-compiler'
import { read } from '../paths.mjs'
import { chosenFiles, report } from './subset.mjs'

/** The template compiler of the component framework that phones run; its warnings count as errors. */
const faults = chosenFiles(/\.wxml$/).flatMap((file) => {
  const group = new TmplGroup()
  /** @type {{ startLine: number, message: string }[]} */
  const warnings = group.addTmpl(file.slice('miniprogram/'.length, -'.wxml'.length), read(file)) ?? []
  const found = warnings.map((warning) => ({ file, line: warning.startLine + 1, message: warning.message }))
  group.free()
  return found
})
report(faults)
