/**
 * The one primary action of a page, fixed above the safe area; give the page's root view the class page--footed.
 * Fires `act`. The default slot stands above the button (a second, quiet action; a line of explanation).
 */
Component({
  properties: {
    action: { type: String, value: '' },
    theme: { type: String, value: 'primary' },
    icon: { type: String, value: '' },
    /** Being answered: the button turns and takes no tap. */
    waiting: { type: Boolean, value: false },
    /** Shown instead of the words while waiting. */
    waitingWords: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    onAct() {
      if (!this.data.waiting && !this.data.disabled) this.triggerEvent('act')
    },
  },
})
