import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { LONG_AGO } from '../session/test-users.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { LINES, MOVEMENTS, ORDERS, PAPERS, POSTINGS, euro } from './test-budget-data.ts';
import { addPostings } from './test-postings.ts';

const on = toIsoDate;

class Ids extends Map<string, number> {
  find(key: string): number {
    const id = this.get(key);
    if (id === undefined) throw new Error(`unknown in the test budget: ${key}`);
    return id;
  }
}

const base = (tx: Tx) => ({ origin: 'invented' as const, recorded_seq: tx.seq });

async function addStructure(tx: Tx): Promise<Ids> {
  const ids = new Ids();
  const since = { ...base(tx), valid_from: on('2020-01-01'), valid_to: null };
  for (const code of ['100', '630']) {
    const values = { ...since, code, name: `THH ${code}`, office_id: null };
    const { id } = await tx.query
      .insertInto('sub_budget')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`sub ${code}`, id);
  }
  for (const code of ['100-A', '630-A', '100-T']) {
    const values = { ...base(tx), code, name: `Kreis ${code}` };
    const { id } = await tx.query
      .insertInto('cover_group')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`group ${code}`, id);
  }
  for (const [number, year, title] of PAPERS) {
    const values = {
      ...base(tx),
      number,
      year,
      title,
      kind: 'budget' as const,
      body: 'Gemeinderat',
      session_on: on('2019-12-20'),
    };
    const { id } = await tx.query
      .insertInto('council_paper')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`paper ${number}/${year}`, id);
  }
  await tx.query
    .insertInto('cover_edge')
    .values({
      from_group_id: ids.find('group 100-A'),
      to_group_id: ids.find('group 630-A'),
      valid_from: on('2021-01-01'),
      valid_to: on('2021-12-31'),
      recorded_seq: tx.seq,
    })
    .execute();
  return ids;
}

async function addLines(tx: Tx, ids: Ids): Promise<void> {
  for (const [number, year, ledger, kind, sub, group] of LINES) {
    const { id } = await tx.query
      .insertInto('budget_line')
      .values({
        ...base(tx),
        ...{
          number,
          year,
          ledger,
          kind,
          name: `Zeile ${number}`,
          funding: 'package',
          account: '440',
          cost_object: `0${number}`,
        },
        sub_budget_id: ids.find(`sub ${sub}`),
        cover_group_id: group === null ? null : ids.find(`group ${group}`),
        office_id: null,
        stage_id: null,
        field_id: null,
        project_id: null,
        import_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`${number}/${year}`, id);
  }
}

async function addMovements(tx: Tx, ids: Ids): Promise<void> {
  for (const [line, year, kind, amount, effective, paper, counter, pair] of MOVEMENTS) {
    const counterYear = kind === 'E' ? (amount < 0 ? year + 1 : year - 1) : year;
    await tx.query
      .insertInto('movement')
      .values({
        ...base(tx),
        line_id: ids.find(`${line}/${year}`),
        kind,
        cents: euro(amount),
        effective_on: on(effective),
        reason: `${kind} ${line}`,
        council_paper_id: paper === undefined ? null : ids.find(`paper ${paper}`),
        counter_line_id: counter === undefined ? null : ids.find(`${counter}/${counterYear}`),
        pair_key: pair ?? null,
        import_id: null,
        row_key: null,
        occurrence: null,
        reverses_id: null,
      })
      .execute();
  }
}

async function addOrders(tx: Tx, ids: Ids): Promise<void> {
  for (const [line, year, order, due, ...entries] of ORDERS) {
    const values = {
      ...base(tx),
      order_number: order,
      line_id: ids.find(`${line}/${year}`),
      text: `Bestellung ${order}`,
      ordered_on: on('2021-01-10'),
      due_year: due,
    };
    const { id } = await tx.query
      .insertInto('commitment')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [kind, amount, effective] of entries) {
      await tx.query
        .insertInto('commitment_entry')
        .values({
          ...base(tx),
          commitment_id: id,
          kind,
          cents: euro(amount),
          effective_on: on(effective),
          posting_id: null,
        })
        .execute();
    }
  }
}

/**
 * A small budget of two years: line 105 is that of the sample page, line 103 is overdrawn inside its group,
 * two postings belong to no line. Ids by `NUMBER/YEAR`. As of 2021-06-30 every sum is in the specs.
 */
export async function addTestBudget(db: Database): Promise<ReadonlyMap<string, number>> {
  return transact(db, { clock: LONG_AGO, writer: { id: null, name: 'test' } }, async (tx) => {
    const ids = await addStructure(tx);
    await addLines(tx, ids);
    await addMovements(tx, ids);
    await addOrders(tx, ids);
    await addPostings(tx, ids, POSTINGS);
    return { result: ids, change: { action: 'test.budget', entity: 'budget', entityId: 'test' } };
  });
}
