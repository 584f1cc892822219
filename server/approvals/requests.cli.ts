import type { RequestEffect } from '#shared/approvals/effect.ts';
import type { RequestDetail, RequestRow } from '#shared/approvals/requests.ts';
import { REQUEST_STATES, REQUEST_STATE_WORDS } from '#shared/approvals/terms.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatChange, formatEuro, minusCents } from '#shared/money.ts';
import { actorNamed, writerAs } from '../cli/actor.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { findRequest, listRequests } from '../requests/requests.sql.ts';
import { isDemo } from '../session/session.sql.ts';
import { handlerOf } from '../request-kinds.ts';

function numberOf(context: VerbContext): number {
  const id = Number(context.positionals[1] ?? '');
  if (Number.isSafeInteger(id) && id > 0 && context.positionals.length === 2) return id;
  throw new AppError('invalid-input', 'Welcher Antrag? Zum Beispiel: request show 12 …');
}

function rowText(row: RequestRow): string {
  const when = formatDate(businessDate(row.createdAt));
  const state = row.decision
    ? `${REQUEST_STATE_WORDS[row.state]} von ${row.decision.by}`
    : REQUEST_STATE_WORDS[row.state];
  return `${String(row.id).padStart(5)}  ${row.title}\n       ${when} ${row.authors.join(', ')} · ${state}`;
}

function effectText(effect: RequestEffect): string[] {
  const lines = effect.lines.map(({ number, year, before, after }) => {
    const change = formatChange(formatEuro(minusCents(after.V, before.V)));
    return `  Zeile ${number} ${year}: F ${formatEuro(before.F)} → ${formatEuro(after.F)}, V ${formatEuro(before.V)} → ${formatEuro(after.V)} (${change})`;
  });
  const groups = effect.groups.map(
    ({ code, year, before, after }) =>
      `  Deckungskreis ${code ?? '–'} ${year}: V ${formatEuro(before.V)} → ${formatEuro(after.V)}`,
  );
  const envelopes = effect.envelopes.map(
    ({ name, beforeFreeCents, afterFreeCents }) =>
      `  Rahmen ${name}: frei ${formatEuro(beforeFreeCents)} → ${formatEuro(afterFreeCents)}`,
  );
  return [...lines, ...groups, ...envelopes, ...effect.notes.map((note) => `  ${note}`)];
}

function detailText({ request, effect, faults }: RequestDetail): string {
  return [
    rowText(request),
    `  Begründung: ${request.reason}`,
    ...(effect ? effectText(effect) : []),
    ...faults.map((fault) => `  So nicht freizugeben: ${fault.message}`),
  ].join('\n');
}

async function list(context: VerbContext): Promise<VerbResult> {
  const actor = await actorNamed(context, 'requests:read');
  const asked = context.values['state'];
  const state = REQUEST_STATES.find((known) => known === asked);
  if (asked !== undefined && !state)
    throw new AppError('invalid-input', `--state ${REQUEST_STATES.join('|')}`);
  const data = await context.db.snapshot((read) =>
    listRequests(read, actor, { page: 1, state: state ? [state] : undefined }),
  );
  const more = data.total > data.requests.length ? [`… ${data.total} insgesamt`] : [];
  const text = [...data.requests.map(rowText), ...more].join('\n');
  return { data, text: text === '' ? 'Kein Antrag.' : text };
}

async function show(context: VerbContext): Promise<VerbResult> {
  const actor = await actorNamed(context, 'requests:read');
  const data = await context.db.snapshot((read) => findRequest(read, actor, handlerOf, numberOf(context)));
  return { data, text: detailText(data) };
}

/** Decides about the version that is there now, or the one given; the same rules as everywhere. */
async function decide(context: VerbContext, decision: 'approved' | 'rejected'): Promise<VerbResult> {
  const actor = await actorNamed(context, 'requests:decide');
  // Whoever types a name here has proved nothing: nobody becomes the second person by it.
  if (!(await isDemo(context.db.read)))
    throw new AppError(
      'four-eyes',
      'Entschieden wird in der Anwendung, von einer angemeldeten zweiten Person. An der Kommandozeile geht es nur auf einer Beispieldatenbank.',
    );
  const id = numberOf(context);
  const given = context.values['note'];
  const note = typeof given === 'string' ? given.trim() : '';
  if (decision === 'rejected' && note === '')
    throw new AppError('invalid-input', '--note fehlt: Warum wird der Antrag abgelehnt?');
  const seen = await context.db.snapshot((read) => findRequest(read, actor, handlerOf, id));
  const by = { clock: context.by.clock, writer: writerAs(context, actor) };
  await decideRequest(context.db, by, handlerOf, { id, version: seen.request.version, decision, note });
  const data = await context.db.snapshot((read) => findRequest(read, actor, handlerOf, id));
  return { data, text: detailText(data) };
}

async function run(context: VerbContext): Promise<VerbResult> {
  switch (context.positionals[0]) {
    case 'list':
      return list(context);
    case 'show':
      return show(context);
    case 'approve':
      return decide(context, 'approved');
    case 'reject':
      return decide(context, 'rejected');
    default:
      throw new AppError('invalid-input', 'Möglich sind: list, show, approve, reject.');
  }
}

export const requestVerb: Verb = {
  name: 'request',
  usage: 'request list [--state S] | show NR | approve NR [--note T] | reject NR --note T  --as KONTO',
  help: [
    'Zeigt Anträge. Auf einer Beispieldatenbank entscheidet es auch über sie; echte Anträge entscheidet eine',
    'angemeldete zweite Person in der Anwendung.',
    '',
    '  list [--state S]      open, approved, rejected oder withdrawn; neueste zuerst',
    '  show NR               vorher und nachher auf Zeilen, Deckungskreisen und Rahmen',
    '  approve NR            freigeben: im selben Vorgang ausgeführt',
    '  reject NR --note T    ablehnen, mit Begründung',
  ].join('\n'),
  options: { as: { type: 'string' }, state: { type: 'string' }, note: { type: 'string' } },
  database: 'existing',
  run,
};
