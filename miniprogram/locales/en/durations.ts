/** '30 minutes', '1 hour', '90 minutes', '24 hours': whole hours as hours, all else in minutes. */
export function durationName(minutes: number): string {
  const [count, unit] = minutes > 0 && minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
