/** The header that refuses a save when someone else has changed the record meanwhile. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` })
