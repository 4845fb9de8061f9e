import type { LanePlace } from '../../../gate-simulator/lane-row'
import { element } from '../../runtime/dom'
import type { LaneView, Subject } from './lane.view'

/** New-energy plates have eight characters and are green (GA 36). */
const NEW_ENERGY_LENGTH = 8

/** Side view of a lane: camera and readers, barrier or flap, lamp, and who or what stands before it. */
const DRAWING = `
<svg viewBox="0 0 364 150" role="img">
  <rect class="sky" width="364" height="150" />
  <g class="campus">
    <rect x="268" y="44" width="96" height="74" /><rect x="290" y="28" width="52" height="18" />
    <path d="M278 60h14v12h-14zM304 60h14v12h-14zM330 60h14v12h-14zM278 84h14v12h-14zM330 84h14v12h-14zM304 84h14v34h-14z" />
    <circle cx="20" cy="96" r="17" /><rect x="18" y="106" width="4" height="14" />
  </g>
  <rect class="road" y="118" width="364" height="32" />
  <path class="dashes" d="M0 136h364" />
  <text class="side" x="12" y="18" data-side="from"></text>
  <text class="side" x="352" y="18" text-anchor="end" data-side="to"></text>
  <g class="pole"><rect x="150" y="34" width="4" height="86" /><path d="M152 38h-20" />
    <rect class="lens" x="118" y="30" width="22" height="14" rx="4" /><circle class="eye" cx="122" cy="37" r="3" /></g>
  <g class="flap"><rect x="152" y="82" width="62" height="38" rx="5" /></g>
  <rect class="cabinet" x="212" y="82" width="28" height="40" rx="4" />
  <rect class="screen" x="217" y="88" width="18" height="10" rx="2" />
  <g class="arm"><rect x="134" y="96" width="92" height="7" rx="3.5" />
    <path d="M140 96h12l-5 7h-12zM164 96h12l-5 7h-12zM188 96h12l-5 7h-12z" /><circle cx="226" cy="99.5" r="6.5" /></g>
  <g class="lamp"><rect x="250" y="52" width="3" height="68" /><circle class="glow" cx="251.5" cy="42" r="18" />
    <circle class="bulb" cx="251.5" cy="42" r="12" /><text x="251.5" y="47" text-anchor="middle"></text></g>
  <g class="subjects"></g>
</svg>`

const CAR = `
<g class="car"><path class="body" d="M4 26q1-8 10-9l12-2q10-13 24-13h14q10 0 18 13l14 3q6 2 6 9v7q0 3-3 3H7q-3 0-3-3z" />
  <path class="glass" d="M31 15q8-9 19-9h2v9zM56 6h8q7 0 13 9H56z" />
  <circle cx="25" cy="36" r="8" /><circle cx="81" cy="36" r="8" /><circle class="hub" cx="25" cy="36" r="3" /><circle class="hub" cx="81" cy="36" r="3" />
  <g class="plate"><rect x="30" y="20" width="48" height="12" rx="2" /><text x="54" y="29.2" text-anchor="middle"></text></g></g>`

const PERSON = `
<g class="person"><circle cx="12" cy="8" r="7" /><path d="M3 50V27q0-10 9-10t9 10v23q0 2-3 2h-3V37h-6v15H6q-3 0-3-2z" />
  <path class="hand" d="M18 25l9 5" /><rect class="phone" x="25" y="23" width="6" height="10" rx="1.5" /></g>`

/** Who arrived first comes to the line, and goes on from there. */
async function letThrough(subject: SVGElement, at: Subject['at']): Promise<void> {
  if (at === 'line' || subject.dataset.at === at) return
  await Promise.allSettled(subject.getAnimations().map(({ finished }) => finished))
  subject.dataset.at = at
}

export interface LaneScene {
  root: HTMLElement
  draw(view: LaneView, lane: Pick<LanePlace, 'id' | 'direction' | 'kind'>): void
}

export function createLaneScene(): LaneScene {
  const root = element('div', { class: 'scene' })
  root.innerHTML = DRAWING
  const part = (selector: string): Element => root.querySelector(selector) as Element
  let front = ''
  /** Who stands there, by lane and number. */
  let standing = ''

  function drawSubject(lane: string, subject: Subject | null): void {
    const subjects = part('.subjects')
    if (subject === null) {
      subjects.replaceChildren()
      standing = ''
      return
    }
    if (`${lane}:${subject.number}` !== standing) {
      standing = `${lane}:${subject.number}`
      subjects.innerHTML = subject.kind === 'car' ? CAR : PERSON
      subjects.classList.toggle('new-energy', subject.plate.length === NEW_ENERGY_LENGTH)
      const plate = subjects.querySelector('.plate')
      plate?.toggleAttribute('hidden', subject.plate === '')
      const text = plate?.querySelector('text')
      if (text) text.textContent = subject.plate
    }
    void letThrough(subjects.firstElementChild as SVGElement, subject.at)
  }

  return {
    root,
    draw({ lamp, open, subject }, { id, direction, kind }) {
      // Another lane is as it is: nothing of it moves because somebody turns to it.
      if (id !== front) {
        root.classList.add('still')
        requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove('still')))
      }
      front = id
      root.dataset.kind = kind
      root.dataset.barrier = open ? 'open' : 'closed'
      root.dataset.lamp = lamp.colour
      part('svg').setAttribute('aria-label', `道闸${open ? '已抬起' : '关闭'}，${lamp.word}`)
      part('.lamp text').textContent = lamp.sign
      part('[data-side="from"]').textContent = direction === 'out' ? '校内' : '校外'
      part('[data-side="to"]').textContent = direction === 'out' ? '校外' : '校内'
      drawSubject(id, subject)
    },
  }
}
