import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { RiskKind, RiskState } from '#shared/risks/terms.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';

interface Said {
  title: string;
  probability: number | null;
  impact: number | null;
  measure: string;
  owner: string;
  dueOn: IsoDate | null;
  paperId: number | null;
  origin: Origin;
}

/** What counts of an entry from a day on; an earlier assessment stays. */
export async function addAssessment(
  tx: Tx,
  riskId: number,
  said: Said & { effectiveOn: IsoDate; state: RiskState; reason: string | null },
): Promise<void> {
  const { title, probability, impact, measure, owner, state, reason, origin } = said;
  await tx.query
    .insertInto('risk_assessment')
    .values({
      ...{ risk_id: riskId, title, probability, impact, measure, owner, state, reason, origin },
      ...{ effective_on: said.effectiveOn, due_on: said.dueOn, council_paper_id: said.paperId },
      recorded_seq: tx.seq,
    })
    .execute();
}

/** A new entry of a project's register, open from a day on. */
export async function addRisk(
  tx: Tx,
  risk: Said & { projectId: number; kind: RiskKind; openedOn: IsoDate },
): Promise<number> {
  const { projectId, kind, openedOn, origin } = risk;
  const { id } = await tx.query
    .insertInto('risk')
    .values({ project_id: projectId, kind, opened_on: openedOn, origin, recorded_seq: tx.seq })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addAssessment(tx, id, { ...risk, effectiveOn: openedOn, state: 'open', reason: null });
  return id;
}

/** Counts the version of an entry up, only from the version the writer saw; whether it still was that one. */
export async function bumpRisk(tx: Tx, id: number, version: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.query
    .updateTable('risk')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** The entry of a project that was taken up under a title. */
export async function riskCalled(read: Queries, projectId: number, title: string): Promise<{ id: number }> {
  return read
    .selectFrom('risk as r')
    .innerJoin('risk_assessment as a', 'a.risk_id', 'r.id')
    .where('r.project_id', '=', projectId)
    .where('a.title', '=', title)
    .select('r.id')
    .executeTakeFirstOrThrow();
}
