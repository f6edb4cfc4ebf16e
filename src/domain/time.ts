/** A calendar day 'YYYY-MM-DD' without time or zone. */
export type PlainDate = string & { readonly brand: 'PlainDate' }
/** A moment in UTC, written as ISO 8601 with milliseconds and 'Z'. */
export type Instant = string & { readonly brand: 'Instant' }
