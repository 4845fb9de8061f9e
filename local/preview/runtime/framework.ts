import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { DomBackend } from './dom-backend'
import { reportError } from './errors'

/** One glass-easel world per phone: its environment, the code space of the Mini Program and the window's backend. */
const environment = new MiniProgramEnv()
export const codeSpace = environment.createCodeSpace('main', true)
export const componentSpace = codeSpace.getComponentSpace()
const backend = new DomBackend()
export const windowBackend = environment.associateBackend(backend)

export type GeneralComponent = glassEasel.GeneralComponent
/** A page or component as its own code sees it: `this`. */
export type Caller = Record<string, any> & { _$: GeneralComponent }

glassEasel.globalOptions.writeIdToDOM = true
glassEasel.globalOptions.throwGlobalError = false
glassEasel.addGlobalErrorListener((error: unknown) => {
  reportError(error)
  return false
})
// Properties written on the node would clobber its own fields, for example one called "dataset".
componentSpace.updateComponentOptions({ writeFieldsToNode: false })
backend.onEvent((target, type, detail, options) => {
  // A disabled button swallows taps; everything else that a finger does still arrives.
  const host = (target as unknown as { $$?: Element }).$$
  if (type === 'tap' && host?.closest('wx-button[disabled]')) return
  glassEasel.triggerEvent(target, type, detail, options)
})

/** glass-easel leaves `ready` to its host: it fires after the first paint, children before parents. */
let waiting: { triggerLifetime(name: string, args: []): void }[] = []
codeSpace.setOverallBehavior(
  componentSpace.defineBehavior({
    lifetimes: {
      attached(this: any) {
        if (!waiting.length) requestAnimationFrame(fireReady)
        waiting.push(this._$ ?? this)
      },
    },
  } as any),
)

function fireReady(): void {
  const components = waiting.reverse()
  waiting = []
  for (const component of components) component.triggerLifetime('ready', [])
}

export { glassEasel }
