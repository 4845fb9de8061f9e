/** The end of a list that pages by cursor (list-end.view.ts). Fires `more`. */
Component({
  properties: {
    end: { type: String, value: 'all' },
    failure: { type: String, value: '' },
  },
  methods: {
    onMore() {
      this.triggerEvent('more')
    },
  },
})
