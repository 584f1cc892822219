/** A value or, in German, why there is none. */
export type Read<T> = { value: T; fault?: undefined } | { value?: undefined; fault: string };
