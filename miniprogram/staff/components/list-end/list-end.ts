/** The end of a list that pages by cursor (list-end.view.ts). Fires `more`. */
Component({
  properties: {
    end: { type: String, value: 'all' },
    /** What `failureOf` made of it. */
    failure: { type: Object, value: {} },
  },
  methods: {
    onMore() {
      this.triggerEvent('more')
    },
  },
})
