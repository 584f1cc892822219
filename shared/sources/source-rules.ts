import type { FieldError } from '../errors.ts';

/** A source as far as rules look at it. */
export interface Source {
  code: string;
  name: string;
  /** Sources of one system know each other: what one of them booked, the others do not book again. */
  system: string;
}

/** Every source of the system of `code`, itself included; what no list knows stands alone. */
export function sourcesOfSystem(sources: readonly Source[], code: string): string[] {
  const system = sources.find((source) => source.code === code)?.system;
  if (system === undefined) return [code];
  return sources.filter((source) => source.system === system).map((source) => source.code);
}

/** Why a profile may not name this source; undefined when it may. `path` is where the source stands. */
export function unknownSource(
  sources: readonly Source[],
  code: string,
  path = 'profile.source',
): FieldError | undefined {
  if (sources.some((source) => source.code === code)) return undefined;
  const known = sources.map((source) => source.code).join(', ');
  const message = `Die Quelle „${code}“ gibt es nicht. Es gibt: ${known}. Eine neue Quelle legt das Finanzcontrolling an (Einlesen, Profile, Quellen; oder „moves sources add“).`;
  return { path, message };
}

/** Why a source cannot become what is asked for, every fault at once. */
export function sourceFaults(sources: readonly Source[], asked: Source): FieldError[] {
  const before = sources.find((source) => source.code === asked.code);
  if (before && before.name === asked.name && before.system === asked.system)
    return [{ path: 'payload.code', message: `Die Quelle „${asked.code}“ steht schon genau so da.` }];
  const isKnown = sources.some((source) => source.system === asked.system && source.code !== asked.code);
  return isKnown || asked.system === asked.code || before?.system === asked.system
    ? []
    : [
        {
          path: 'payload.system',
          message: `Ein System „${asked.system}“ gibt es nicht. Ein eigenes System heißt wie seine Quelle („${asked.code}“); es gibt: ${systemsOf(sources).join(', ')}.`,
        },
      ];
}

/** Every system, by code. */
export function systemsOf(sources: readonly Source[]): string[] {
  return [...new Set(sources.map((source) => source.system))].sort();
}

/** What a decider must know about a new source, or about one that changes. */
export function sourceNotes(sources: readonly Source[], asked: Source): string[] {
  const before = sources.find((source) => source.code === asked.code);
  const others = sources
    .filter((source) => source.system === asked.system && source.code !== asked.code)
    .map((source) => source.code);
  const moved = before && before.system !== asked.system;
  return [
    before
      ? `Quelle ${asked.code}: bisher „${before.name}“, System ${before.system}.`
      : `Quelle ${asked.code} ist neu.`,
    others.length > 0
      ? `Sie gehört danach zum System ${asked.system} mit ${others.join(', ')}: Was eine dieser Quellen gebucht hat, bucht keine andere noch einmal.`
      : `Sie ist danach ein eigenes System: Was auch aus einem anderen System kommt, zählt dann doppelt und fällt nicht auf.`,
    ...(moved
      ? [
          `Sie verlässt das System ${before.system}: Was dort gebucht ist, erkennt sie nicht mehr als dasselbe.`,
        ]
      : []),
  ];
}
