import type { EChartsCoreOption } from 'echarts/core'

/** What is drawn: values over a row of names, by kind. */
export interface Figure {
  /** What it shows, read out in its place. */
  summary: string
  kind: 'bars' | 'lines'
  /** Beneath: hours, days. */
  names: readonly string[]
  series: readonly { name: string; colour: Colour; values: readonly number[] }[]
}

/** By the names that the page's styles give them. */
type Colour = '--green-7' | '--green-3' | '--red-7' | '--orange-7'

/** A figure as the library takes it. @param token the value of a name in console/styles/tokens.css */
export function optionOf(
  { summary, kind, names, series }: Figure,
  token: (name: string) => string,
): EChartsCoreOption {
  const label = { color: token('--ink-2'), fontFamily: token('--font') }
  return {
    animation: false,
    aria: { enabled: true, label: { description: summary } },
    textStyle: label,
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { left: 0, top: 0, itemWidth: 10, itemHeight: 10, textStyle: label },
    // As a drawing: as markup it would bring styles with it.
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, axisPointer: { type: 'shadow' } },
    xAxis: {
      ...{ type: 'category', data: [...names], axisTick: { show: false }, axisLabel: label },
      axisLine: { lineStyle: { color: token('--line-strong') } },
    },
    yAxis: {
      ...{ type: 'value', minInterval: 1, axisLabel: label },
      splitLine: { lineStyle: { color: token('--line') } },
    },
    series: series.map(({ name, colour, values }) => ({
      ...{ name, data: [...values], itemStyle: { color: token(colour) } },
      ...(kind === 'bars'
        ? { type: 'bar', stack: 'all', barMaxWidth: 28 }
        : { type: 'line', symbolSize: 6, lineStyle: { width: 2 } }),
    })),
  }
}
