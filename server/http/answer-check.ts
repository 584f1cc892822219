import type * as z from 'zod';

/** True only for a value that its schema takes as it is: nothing is refused, stripped, filled in or changed. */
type Sure = (value: unknown) => boolean;

/** Accepted texts that are remembered of a field with a rule of its own (dates come again and again). */
const MOST_KNOWN = 4_000;

const never: Sure = () => false;

/** What a schema is made of, as far as it is looked at here (zod's own description of it). */
interface Definition {
  type: string;
  format?: string;
  checks?: readonly z.core.$ZodCheck[];
  shape?: Readonly<Record<string, z.ZodType>>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  innerType?: z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
  values?: readonly unknown[];
  entries?: Readonly<Record<string, unknown>>;
}

const definitionOf = (schema: z.ZodType): Definition => schema._zod.def;

/** Asks zod about a text, and remembers what it took unchanged. */
function remembered(schema: z.ZodType): Sure {
  const known = new Set<unknown>();
  return (value) => {
    if (known.has(value)) return true;
    if (typeof value !== 'string') return false;
    const { success, data } = schema.safeParse(value);
    if (!success || data !== value) return false;
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(value);
    return true;
  };
}

interface Limit {
  check: string;
  value: number;
  inclusive: boolean;
}

const isWithin = (value: number, { check, value: limit, inclusive }: Limit): boolean =>
  (inclusive && value === limit) || (check === 'greater_than' ? value > limit : value < limit);

/** Whole and other numbers within limits; undefined where a rule is not one of these. */
function numberSure({ format, checks = [] }: Definition): Sure | undefined {
  if (format !== 'safeint' && format !== undefined) return undefined;
  const rules = checks.map((check) => check._zod.def as unknown as Limit);
  const limits = rules.filter(({ check }) => check === 'greater_than' || check === 'less_than');
  // That it is whole is a rule of itself.
  if (rules.some((rule) => !limits.includes(rule) && rule.check !== 'number_format')) return undefined;
  const isOfForm = format === 'safeint' ? Number.isSafeInteger : Number.isFinite;
  return (value) => isOfForm(value) && limits.every((limit) => isWithin(value as number, limit));
}

/** An object with these fields and no other. */
function objectSure(shape: Readonly<Record<string, z.ZodType>>): Sure {
  const fields = Object.entries(shape).map(([key, schema]) => [key, sureOf(schema)] as const);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const object = value as Readonly<Record<string, unknown>>;
    let missing = 0;
    for (const [key, sure] of fields) {
      const part = object[key];
      if (part === undefined && !(key in object)) missing += 1;
      if (!sure(part)) return false;
    }
    return Object.keys(object).length === fields.length - missing;
  };
}

const isPlain = ({ checks }: Definition): boolean => checks === undefined || checks.length === 0;

function listSure(element: z.ZodType): Sure {
  const sure = sureOf(element);
  return (value) => Array.isArray(value) && value.every(sure);
}

function recordSure(valueType: z.ZodType): Sure {
  const sure = sureOf(valueType);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(sure);
}

function compositeSure(definition: Definition): Sure {
  const { type, shape, catchall, element, innerType, keyType, valueType, options } = definition;
  if (!isPlain(definition)) return never;
  // An object that is not strict would be stripped.
  if (type === 'object' && shape && catchall?._zod.def.type === 'never') return objectSure(shape);
  if (type === 'array' && element) return listSure(element);
  if (type === 'record' && keyType && valueType) {
    const key = definitionOf(keyType);
    return key.type === 'string' && isPlain(key) ? recordSure(valueType) : never;
  }
  if (type === 'union' && options) {
    const sures = options.map(sureOf);
    return (value) => sures.some((sure) => sure(value));
  }
  const inner = innerType && sureOf(innerType);
  if (type === 'nullable' && inner) return (value) => value === null || inner(value);
  if (type === 'optional' && inner) return (value) => value === undefined || inner(value);
  return never;
}

/**
 * A quick look that is sure or says nothing: true means that the schema takes the value unchanged; false, that zod must
 * be asked. Kinds of schema that are not known here are never sure.
 */
export function sureOf(schema: z.ZodType): Sure {
  const definition = definitionOf(schema);
  const { type, values, entries } = definition;
  if (type === 'string')
    return isPlain(definition) ? (value) => typeof value === 'string' : remembered(schema);
  if (type === 'number') return numberSure(definition) ?? never;
  if (!isPlain(definition)) return never;
  if (type === 'boolean') return (value) => typeof value === 'boolean';
  if (type === 'null') return (value) => value === null;
  if (type === 'unknown') return () => true;
  const listed =
    type === 'literal' ? values : type === 'enum' && entries ? Object.values(entries) : undefined;
  if (listed) {
    const set = new Set(listed);
    return (value) => set.has(value);
  }
  return compositeSure(definition);
}

/**
 * Checks what is answered by its contract, as `schema.parse` does, but without building every answer a second time:
 * what is surely right is sent as it is, anything else is zod's to judge. Throws `ZodError`.
 */
export function answerCheck(schema: z.ZodType): (body: unknown) => unknown {
  let sure: Sure | undefined;
  return (body) => {
    sure ??= sureOf(schema);
    return sure(body) ? body : schema.parse(body);
  };
}
