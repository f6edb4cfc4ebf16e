/** A calendar date 'YYYY-MM-DD' without time or zone. */
export type PlainDate = string & { readonly brand: 'PlainDate' }

/** A moment in UTC as an ISO 8601 string. */
export type Instant = string & { readonly brand: 'Instant' }
