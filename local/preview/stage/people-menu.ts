import type { Person } from '../protocol'
import { element } from '../runtime/dom'
import { openPopover } from './popover'

/** The people of the demo campus by role, to hand a phone to one of them. */
export function openPeopleMenu(
  anchor: HTMLElement,
  cast: readonly Person[],
  current: string | null,
  chosen: (person: Person) => void,
): void {
  openPopover(anchor, (close) => {
    const roles = [...new Set(cast.map(({ role }) => role))]
    return roles.flatMap((role) => [
      element('h3', {}, role),
      ...cast
        .filter((person) => person.role === role)
        .map((person) =>
          element(
            'button',
            {
              class: 'person-row',
              'data-person': person.id,
              'aria-pressed': String(person.id === current),
              onclick: () => {
                close()
                chosen(person)
              },
            },
            element('b', {}, person.name),
            element('span', {}, person.hint),
          ),
        ),
    ])
  })
}
