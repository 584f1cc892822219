/** Stands between an account and the command line that acted in its name. */
export const BY_COMMAND_LINE = ' über ';

/** What an entry of the history names by a number or a login, and a reader knows by another name. */
export const REFERENCES = ['user', 'userId', 'project', 'line', 'milestone', 'request', 'rule'] as const;
export type Reference = (typeof REFERENCES)[number];

/** `line:63` → `105 eAkte, Betrieb`: the names of what a page of the history refers to. */
export type Names = Readonly<Record<string, string>>;

const KEYS: Readonly<Record<string, Reference>> = {
  lineId: 'line',
  fromLineId: 'line',
  toLineId: 'line',
  incomeLineId: 'line',
  newLineId: 'line',
  projectId: 'project',
  milestoneId: 'milestone',
  leadUserId: 'userId',
  userId: 'userId',
  requestId: 'request',
  ruleId: 'rule',
};

const ENTITIES: Readonly<Record<string, Reference>> = {
  project: 'project',
  app_user: 'userId',
  access: 'userId',
};

/** What the field of an entry refers to; undefined for a field that holds a value of its own. */
export function referenceOf(field: string): Reference | undefined {
  return KEYS[field];
}

/** What an entry is about, where its number means nothing to a reader. */
export function subjectOf({
  entity,
  entityId,
}: {
  entity: string;
  entityId: string;
}): [Reference, string] | null {
  const reference = ENTITIES[entity];
  return reference === undefined ? null : [reference, entityId];
}

function* referencesIn(value: unknown): Generator<[Reference, string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [field, part] of Object.entries(value)) {
    const reference = KEYS[field];
    if (reference !== undefined && (typeof part === 'number' || typeof part === 'string'))
      yield [reference, String(part)];
    else yield* referencesIn(part);
  }
}

/** As much of an entry as is known. */
export interface Referring {
  actor: string;
  entity: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
}

/** Everything that entries refer to, each once: kind → its numbers or logins. */
export function referencesOf(entries: readonly Referring[]): Record<Reference, string[]> {
  const found = Object.fromEntries(REFERENCES.map((one) => [one, new Set<string>()])) as Record<
    Reference,
    Set<string>
  >;
  for (const entry of entries) {
    found.user.add(entry.actor);
    // `controlling1 über Kommandozeile (…)`: the account that was named there.
    found.user.add(entry.actor.split(BY_COMMAND_LINE)[0] ?? '');
    // Some entries name a day and a login: `2021-06-18|controlling1`.
    const [, login] = entry.entityId.split('|');
    if (login !== undefined) found.user.add(login);
    const subject = subjectOf(entry);
    if (subject) found[subject[0]].add(subject[1]);
    for (const side of [entry.before, entry.after])
      for (const [reference, id] of referencesIn(side)) found[reference].add(id);
  }
  return Object.fromEntries(Object.entries(found).map(([reference, ids]) => [reference, [...ids]])) as Record<
    Reference,
    string[]
  >;
}
