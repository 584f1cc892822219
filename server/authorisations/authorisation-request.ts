import { formatDate, monthOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatEuro, toCents, ZERO_CENTS } from '#shared/money.ts';
import { countingDay, periodStateOf } from '#shared/periods/periods.ts';
import { authorisationFaults, AuthorisationPayload } from '#shared/planning/authorisation.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { laterYears } from './authorisations.sql.ts';
import { paperFaults, paperId } from '../papers/papers.sql.ts';
import { addAuthorisations } from './authorisations.sql.ts';

const END = '2100-12-31' as IsoDate;

/** The line and its later years. Throws `rule-violated` with every fault, `period-closed`. */
async function checked(read: Queries, payload: AuthorisationPayload) {
  const [line] = await lineFigures(read, { asOf: END, lineIds: [payload.lineId] });
  const years = line ? await laterYears(read, { asOf: END, lineIds: [line.id] }) : [];
  const facts = {
    line: line ?? null,
    authorised: new Map(years.map((one) => [one.dueYear, one.authorisedCents])),
    used: new Map(years.map((one) => [one.dueYear, one.usedCents])),
  };
  const errors = [...authorisationFaults(payload, facts), ...(await paperFaults(read, payload.paper))];
  if (errors.length > 0 || !line) throw new AppError('rule-violated', undefined, { errors });
  const states = await periodStates(read);
  if (periodStateOf(states, monthOf(payload.effectiveOn)) === 'closed') {
    const message = `Der ${formatDate(payload.effectiveOn)} liegt in einer geschlossenen Periode; möglich ist ab ${formatDate(countingDay(states, payload.effectiveOn))}.`;
    throw new AppError('period-closed', message, {
      errors: [{ path: 'payload.effectiveOn', message }],
    });
  }
  return { ...facts, line };
}

/** Requests of the kind `authorisation`: commitment authorisations by due year (§ 11 GemHVO, § 86 GemO). */
export const authorisationRequest: RequestHandler<AuthorisationPayload> = {
  payload: AuthorisationPayload,
  title: async (read, payload) => {
    const [line] = await lineFigures(read, { asOf: END, lineIds: [payload.lineId] });
    const parts = payload.parts.map((part) => `${part.dueYear}: ${formatEuro(part.cents)} €`);
    return `Verpflichtungsermächtigung ${formatEuro(payload.totalCents)} € für Zeile ${line?.number ?? payload.lineId} (${parts.join(', ')})`;
  },
  effect: async (read, payload) => {
    const { line, authorised, used } = await checked(read, payload);
    const { number, name, year, figures } = line;
    const notes = payload.parts.map(({ dueYear, cents }) => {
      const before = authorised.get(dueYear) ?? ZERO_CENTS;
      const after = toCents(before + cents);
      const ordered = used.get(dueYear) ?? ZERO_CENTS;
      return `Fällig ${dueYear}: ermächtigt ${formatEuro(before)} → ${formatEuro(after)} €, bestellt ${formatEuro(ordered)} €, frei danach ${formatEuro(toCents(after - ordered))} €.`;
    });
    return {
      lines: [{ number, name, year, before: figures, after: figures }],
      groups: [],
      envelopes: [],
      notes: [
        ...notes,
        'Eine Verpflichtungsermächtigung ist kein Ansatz: F und V des Jahres ändern sich nicht.',
      ],
    };
  },
  apply: async (tx, payload, request) => {
    await checked(tx.query, payload);
    const { origin } = request;
    const council_paper_id = await paperId(tx, payload.paper, origin);
    const rows = payload.parts.map(({ dueYear, cents }) => ({
      ...{ line_id: payload.lineId, due_year: dueYear, cents, effective_on: payload.effectiveOn },
      ...{ reason: request.reason, council_paper_id, request_id: request.id, reverses_id: null },
      ...{ origin, recorded_seq: tx.seq },
    }));
    await addAuthorisations(tx, rows);
    return { lineId: payload.lineId, parts: payload.parts };
  },
};
