import { addDays, businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { deputyFaults } from '#shared/deputies/deputies.ts';
import type { DeputyInput, DeputyList } from '#shared/deputies/deputies.ts';
import { AppError } from '#shared/errors.ts';
import { REPRESENTED_ROLES, can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';

const MOST_SHOWN = 200;

function deputyRows(read: Queries) {
  return read
    .selectFrom('deputy as d')
    .innerJoin('app_user as r', 'r.id', 'd.user_id')
    .innerJoin('app_user as s', 's.id', 'd.deputy_id')
    .select(['d.id', 'd.user_id as userId', 'r.name as represented', 'r.role as representedRole'])
    .where('d.withdrawn', '=', 0)
    .select(['s.name as deputy', 'd.valid_from as from', 'd.valid_to as to', 'd.reason', 'd.version']);
}

/** Deputies as this reader sees them, the latest first, and whom they may name. */
export async function listDeputies(read: Queries, actor: Actor, today: IsoDate): Promise<DeputyList> {
  let query = deputyRows(read);
  if (!can(actor, 'accounts:read'))
    query = query.where((eb) => eb.or([eb('d.user_id', '=', actor.id), eb('d.deputy_id', '=', actor.id)]));
  const rows = await query
    .orderBy('d.valid_from', 'desc')
    .orderBy('d.id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  const candidates = await read
    .selectFrom('app_user')
    .where('disabled', '=', 0)
    .where('role', 'in', REPRESENTED_ROLES)
    .where('id', '<>', actor.id)
    .orderBy('name')
    .select(['login', 'name', 'role'])
    .execute();
  return {
    deputies: rows.map(({ userId, ...row }) => ({
      ...row,
      active: row.from <= today && today <= row.to,
      mayEnd: userId === actor.id && today <= row.to,
    })),
    candidates: can(actor, 'deputies:name') ? candidates : [],
  };
}

/** Names a deputy for oneself. Throws `rule-violated` with every reason. */
export async function nameDeputy<A>(
  db: Database,
  by: By,
  me: Actor,
  input: DeputyInput,
  answer: (query: Queries) => Promise<A>,
): Promise<A> {
  return transact(
    db,
    by,
    async (tx) => {
      const candidate = await tx.query
        .selectFrom('app_user')
        .where('login', '=', input.login)
        .select(['id', 'role', 'disabled'])
        .executeTakeFirst();
      const others = await tx.query
        .selectFrom('deputy')
        .where('user_id', '=', me.id)
        .where('deputy_id', '=', candidate?.id ?? 0)
        .where('withdrawn', '=', 0)
        .select(['valid_from as from', 'valid_to as to'])
        .execute();
      const known = candidate && { ...candidate, disabled: candidate.disabled === 1 };
      const beside = { today: businessDate(tx.at), others };
      const errors = deputyFaults(input, me, known, beside);
      if (errors.length > 0 || !known)
        throw new AppError('rule-violated', 'Es wurde niemand benannt.', { errors });
      return insertDeputy(tx, me.id, known.id, input);
    },
    answer,
  );
}

async function insertDeputy(tx: Tx, userId: number, deputyId: number, { from, to, reason }: DeputyInput) {
  const { id } = await tx.query
    .insertInto('deputy')
    .values({
      ...{ user_id: userId, deputy_id: deputyId, valid_from: from, valid_to: to, reason },
      recorded_seq: tx.seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const after = { userId: deputyId, validFrom: from, validTo: to };
  return {
    result: id,
    change: { action: 'deputy.name', entity: 'deputy', entityId: id, reason, after },
  };
}

/**
 * Ends one's own deputy with yesterday; one that has no day behind it is withdrawn. Throws `not-found` for somebody
 * else's, `stale`, `rule-violated` for one that is over.
 */
export async function endDeputy<A>(
  db: Database,
  by: By,
  me: Actor,
  { id, version }: { id: number; version: number },
  answer: (query: Queries) => Promise<A>,
): Promise<A> {
  return transact(
    db,
    by,
    async (tx) => {
      const row = await tx.query
        .selectFrom('deputy')
        .where('id', '=', id)
        .where('user_id', '=', me.id)
        .select(['valid_from as from', 'valid_to as to', 'withdrawn', 'version'])
        .executeTakeFirst();
      if (!row) throw new AppError('not-found', 'Diese Vertretung gibt es nicht.');
      if (row.version !== version) throw new AppError('stale');
      const yesterday = addDays(businessDate(tx.at), -1);
      if (row.to <= yesterday || row.withdrawn === 1)
        throw new AppError('rule-violated', 'Diese Vertretung ist schon zu Ende.');
      const end = row.from <= yesterday ? { valid_to: yesterday } : { withdrawn: 1 as const };
      await tx.query
        .updateTable('deputy')
        .set({ ...end, version: version + 1, recorded_seq: tx.seq })
        .where('id', '=', id)
        .execute();
      const change = { action: 'deputy.end', entity: 'deputy', entityId: id };
      const before = { validFrom: row.from, validTo: row.to };
      return { result: undefined, change: { ...change, before, after: { validTo: yesterday } } };
    },
    answer,
  );
}
