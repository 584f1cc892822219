import { formatEuro } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { countRows, sumOfCents } from '../db/sums.ts';

/** What moves in pairs sums to zero pair by pair: U, B with its cover, Z with its income (domain.md section 3). */
export async function pairsBalance(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('movement')
    .where('pair_key', 'is not', null)
    .where('kind', 'in', ['U', 'B', 'Z'])
    .groupBy('pair_key')
    .select((eb) => ['pair_key as pair', sumOfCents(eb.ref('cents')).as('cents')])
    .execute();
  const faults = rows
    .filter((row) => row.cents !== 0)
    .map((row) => `${row.pair ?? ''}: ${formatEuro(row.cents)} €`);
  return finding(faults, `${rows.length} Paare`);
}

/** Nobody decided what they wrote, and nothing a request brought was booked without its approval (promises.md I9). */
export async function fourEyesHeld(read: Queries): Promise<Finding> {
  const approvals = await read.selectFrom('approval').select(countRows().as('n')).executeTakeFirstOrThrow();
  const own = await read
    .selectFrom('approval as a')
    .innerJoin('request_revision as v', 'v.request_id', 'a.request_id')
    .where((eb) =>
      eb.or([
        eb('v.author_id', '=', eb.ref('a.decided_by')),
        eb('v.author_id', '=', eb.ref('a.decided_for')),
        eb('v.author_for', '=', eb.ref('a.decided_by')),
        eb('v.author_for', '=', eb.ref('a.decided_for')),
      ]),
    )
    .select('a.request_id as id')
    .distinct()
    .execute();
  const booked = await read
    .selectFrom('movement as m')
    .leftJoin('approval as a', (join) =>
      join.onRef('a.request_id', '=', 'm.request_id').on('a.decision', '=', 'approved'),
    )
    .where('m.request_id', 'is not', null)
    .where('a.id', 'is', null)
    .select('m.request_id as id')
    .distinct()
    .execute();
  const heads = await read
    .selectFrom('request as r')
    .leftJoin('approval as a', 'a.request_id', 'r.id')
    .where((eb) =>
      eb.or([
        eb.and([eb('r.state', 'in', ['approved', 'rejected']), eb('a.id', 'is', null)]),
        eb.and([eb('r.state', 'in', ['open', 'withdrawn']), eb('a.id', 'is not', null)]),
        eb.and([eb('a.id', 'is not', null), eb('r.state', '<>', eb.ref('a.decision'))]),
      ]),
    )
    .select('r.id')
    .execute();
  const faults = [
    ...own.map((row) => `Antrag ${row.id}: selbst entschieden`),
    ...booked.map((row) => `Antrag ${row.id ?? ''}: gebucht ohne Freigabe`),
    ...heads.map((row) => `Antrag ${row.id}: Stand und Entscheidung passen nicht`),
  ];
  return finding(faults, `${approvals.n} Entscheidungen`);
}
