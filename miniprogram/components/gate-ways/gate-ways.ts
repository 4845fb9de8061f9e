import { showOnMap } from '../../api/show-on-map'
import { controlWords } from '../../locales/controls'
import type { GateWay } from './gate-ways.view'

/** The way to gates (spec 2, The way to a gate): a tap opens the map of WeChat at one. */
Component({
  properties: {
    /** gate-ways.view.ts */
    ways: { type: Array, value: [] as GateWay[] },
  },
  data: { words: controlWords().ways },
  methods: {
    onGo(event: WechatMiniprogram.BaseEvent) {
      const way = this.data.ways[event.currentTarget.dataset.index as number]
      if (way !== undefined) void showOnMap(way)
    },
  },
})
