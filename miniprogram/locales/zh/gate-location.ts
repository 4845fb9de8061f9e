import type { Coordinates, LocationError } from '../../domain/gate/location'

const EXAMPLE = '“25.2736,110.2907”'

/** What is wrong with where a gate stands on the map, for the console's form, a file's cell and a refused call. */
export const locationErrors: Readonly<Record<LocationError, string>> = {
  LOCATION_FORM: `读不出经纬度：请从地图上复制，如${EXAMPLE}`,
  LOCATION_HALF: `只有一个数：纬度和经度都要填，如${EXAMPLE}`,
  LOCATION_DEGREES: `不能用度分秒：请改用小数，如${EXAMPLE}`,
  LOCATION_SWAPPED: '纬度和经度写反了：中国的纬度为3至54，经度为73至136',
  LOCATION_OUTSIDE: '这个位置不在中国：请核对有没有漏掉数字或小数点',
  LOCATION_DECIMALS: '经纬度最多6位小数：请四舍五入',
  LOCATION_ADDRESS: '怎么找到最多60个字：请写短一些',
  LOCATION_MISSING: '填了“怎么找到”，还要填位置：请从地图上复制经纬度',
}

/** A gate that is doubtful: rounded, since it is a hint and no measure. */
export const farGate = (campus: string, kilometres: number): string =>
  `离${campus}其他校门约${Number(kilometres.toPrecision(2))}公里，请核对`

/** What was understood of what was typed or pasted. */
export const readAs = ({ latitude, longitude }: Coordinates): string => `纬度${latitude}，经度${longitude}`
