import type { FaultRow, LiveEvent } from '../protocol'
import { element } from './dom'
import { phone, stage } from './phone'

/** Shows where the sources fail to compile; the page behind stays as it was. */
export function showFaults(faults: FaultRow[]): void {
  document.querySelector('.wx-faults')?.remove()
  if (!faults.length) return
  for (const { file, line, column, message } of faults) console.error(`${file}:${line}:${column} ${message}`)
  const rows = faults.map(({ file, line, column, message }) =>
    element('li', {}, element('b', {}, `${file}:${line}:${column}`), element('pre', {}, message)),
  )
  document.body.append(
    element(
      'aside',
      { class: 'wx-faults', role: 'alert' },
      element('h2', {}, '编译失败'),
      element('ol', {}, ...rows),
    ),
  )
}

/** After a compile: a good one is loaded at once, on the same page. */
export function refresh(build: number, faults: FaultRow[]): void {
  if (faults.length) showFaults(faults)
  else if (build !== phone.build) location.reload()
}

/** A phone in a tab of its own listens itself; on the stage one connection serves all (a browser allows six). */
export function listenAlone(): void {
  if (stage()) return
  const events = new EventSource('/preview/events')
  events.addEventListener('build', (event) => {
    const { build, faults } = JSON.parse(event.data) as Extract<LiveEvent, { type: 'build' }>
    refresh(build, faults)
  })
}
