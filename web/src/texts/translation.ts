/** The same keys in another language, which may have a form of its own for one (`key_one`) where the source needs none. */
export type Translation<T> = { [K in keyof T]: T[K] extends string ? string : Translation<T[K]> } & {
  [K in keyof T & string as T[K] extends string ? `${K}_one` : never]?: string
}
