/** Every zone this browser knows, and the present one even when the browser calls it differently. */
export const zoneOptions = (present: string): { value: string; label: string }[] =>
  [...new Set([present, 'Asia/Tokyo', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }))
