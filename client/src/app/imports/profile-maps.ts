export type Json = Record<string, unknown>;

/**
 * How a part of a profile that is held by names becomes rows and back. `objects`: name → settings; `texts`: name → one
 * text; `words`: name → text → text.
 */
export type MapShape = 'objects' | 'texts' | 'words';

/** The name of a row's entry while it is edited. */
export const NAME = 'key';

const plain = (value: unknown): string => (typeof value === 'string' ? value : '');

export function rowsOfMap(value: unknown, shape: MapShape): Json[] {
  const entries = Object.entries((value ?? {}) as Json);
  if (shape === 'objects') return entries.map(([key, part]) => ({ [NAME]: key, ...(part as Json) }));
  if (shape === 'texts') return entries.map(([key, part]) => ({ [NAME]: key, value: part }));
  return entries.flatMap(([key, words]) =>
    Object.entries(words as Json).map(([from, to]) => ({ [NAME]: key, from, to })),
  );
}

/** A name that stands twice keeps its second row apart by a blank, so that typing loses nothing; it is a fault. */
function free(map: Json, name: string): string {
  let key = name;
  while (Object.hasOwn(map, key)) key += ' ';
  return key;
}

export function mapOfRows(rows: readonly Json[], shape: MapShape): Json {
  const map: Json = {};
  for (const { [NAME]: name, ...rest } of rows) {
    const key = plain(name);
    if (shape === 'objects') map[free(map, key)] = rest;
    else if (shape === 'texts') map[free(map, key)] = rest['value'] ?? '';
    else {
      const words = (map[key] ??= {}) as Json;
      words[free(words, plain(rest['from']))] = rest['to'] ?? '';
    }
  }
  return map;
}

/** Where the faults of a row stand in the profile. */
export function pathInMap(key: string, row: Json, shape: MapShape): string {
  const name = plain(row[NAME]);
  return shape === 'words' ? `${key}.${name}.${plain(row['from'])}` : `${key}.${name}`;
}
