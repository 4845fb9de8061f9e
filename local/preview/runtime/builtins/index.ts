import { defineButton } from './button'
import { defineCamera } from './camera'
import { defineChoices } from './choices'
import { defineContainers } from './containers'
import { defineForm } from './form'
import { defineNavigation } from './navigation'
import { definePageMeta } from './page-meta'
import { definePicker } from './picker'
import { definePickerView } from './picker-view'
import { definePictures } from './pictures'
import { defineScrolling } from './scrolling'
import { defineTextFields } from './text-field'

/** Defines every built-in component; before any of the Mini Program's own. */
export function defineBuiltins(): void {
  defineContainers()
  defineTextFields()
  defineButton()
  defineForm()
  defineChoices()
  definePictures()
  defineScrolling()
  definePicker()
  definePickerView()
  defineCamera()
  defineNavigation()
  definePageMeta()
}
