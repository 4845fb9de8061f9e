import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

/**
 * The library with what the console draws by it, in a file of its own that loads with the first chart. It draws on a canvas:
 * its drawings as markup, and its notes as markup, have styles that the page's policy refuses (docs/decisions/0032).
 */
use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

export { init }
