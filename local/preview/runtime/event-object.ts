import { pageOrigin } from './page-frame'

/** A glass-easel event turned into the object that a Mini Program's handler gets. */
export function eventObject(event: any): Record<string, any> {
  const original = event.getOriginalEvent?.()
  const made: Record<string, any> = {
    type: event.type,
    timeStamp: event.timeStamp,
    detail: event.detail,
    mark: event.mark ?? {},
    target: nodeOf(event.target),
    currentTarget: nodeOf(event.currentTarget),
  }
  if (!original || !(original.touches || original.clientX !== undefined)) return made
  made.touches = touchesOf(original.touches ?? [original])
  made.changedTouches = touchesOf(original.changedTouches ?? [original])
  // glass-easel puts the DOM event's fields into `detail`; WeChat has only a point there, and only for taps.
  const point = made.changedTouches[0]
  made.detail = /tap|longpress/.test(event.type) && point ? { x: point.pageX, y: point.pageY } : {}
  return made
}

function nodeOf(node: any): Record<string, any> | undefined {
  if (!node) return undefined
  const host = (node._$ ?? node).$$ as HTMLElement | undefined
  return {
    id: node.id,
    dataset: node.dataset ?? {},
    offsetLeft: host?.offsetLeft ?? 0,
    offsetTop: host?.offsetTop ?? 0,
  }
}

function touchesOf(touches: Iterable<any>): Record<string, number>[] {
  const { top, scrollTop } = pageOrigin()
  return Array.from(touches, (touch) => ({
    identifier: touch.identifier ?? 0,
    clientX: touch.clientX,
    clientY: touch.clientY - top,
    pageX: touch.clientX,
    pageY: touch.clientY - top + scrollTop,
    force: 1,
  }))
}
