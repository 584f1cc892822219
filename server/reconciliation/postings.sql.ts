import type { ImportProfile } from '#shared/imports/profile.ts';
import { periodStateOf } from '#shared/periods/periods.ts';
import { monthOf } from '#shared/calendar.ts';
import type { BasketPosting } from '#shared/reconciliation/reconciliation.ts';
import type { PostingPlace } from '#shared/reconciliation/reassignment.ts';
import type { OpenRow } from '#shared/reconciliation/suggestion.ts';
import type { Queries } from '../db/database.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { currentParts } from './assign.sql.ts';

/** A posting as the page shows it, as rules look at it, and where it is now. */
export interface PostingFacts {
  view: Omit<BasketPosting, 'suggestion'>;
  row: OpenRow;
  place: PostingPlace;
  importId: number;
  source: string;
  subBudget: string | null;
}

const COLUMNS = [
  'id',
  'document_number as documentNumber',
  'line_item as lineItem',
  'posted_on as postedOn',
  'sap_posted_on as sapPostedOn',
  'period',
  'account',
  'cost_object as costObject',
  'text',
  'vendor',
  'order_number as orderNumber',
  'ledger',
  'fiscal_year as fiscalYear',
  'cents as totalCents',
  'source',
  'sub_budget as subBudget',
  'import_id as importId',
] as const;

const WAYS: ImportProfile['assignment'] = ['account', 'account-group'];

/** How the profile of each import assigns; the usual ways when the stored profile says nothing about it. */
async function waysOf(
  read: Queries,
  importIds: readonly number[],
): Promise<Map<number, ImportProfile['assignment']>> {
  if (importIds.length === 0) return new Map();
  const rows = await read
    .selectFrom('import')
    .where('id', 'in', importIds)
    .select(['id', 'profile_json as json'])
    .execute();
  return new Map(
    rows.map(({ id, json }) => [id, (JSON.parse(json) as Partial<ImportProfile>).assignment ?? WAYS]),
  );
}

/** The open part of a posting, or all of it where nothing is open. */
function shownCents(place: PostingPlace) {
  return place.parts.find((part) => part.target === 'open')?.cents ?? place.cents;
}

/** At most 500 postings with everything that is asked about them, in the order of the ids; missing ones are left out. */
export async function postingFacts(read: Queries, ids: readonly number[]): Promise<PostingFacts[]> {
  if (ids.length === 0) return [];
  const rows = await read.selectFrom('posting').where('id', 'in', ids).select(COLUMNS).execute();
  const places = await currentParts(read, ids);
  const states = await periodStates(read);
  const ways = await waysOf(read, [...new Set(rows.map((row) => row.importId))]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id): PostingFacts[] => {
    const [row, place] = [found.get(id), places.get(id)];
    if (!row || !place) return [];
    const { importId, source, subBudget, ...shown } = row;
    const cents = shownCents(place);
    const periodState = periodStateOf(states, monthOf(row.postedOn));
    const asked = { ...row, vendor: row.vendor ?? '', subBudget: subBudget ?? '', cents: row.totalCents };
    return [
      {
        view: { ...shown, cents, periodState, changedSeq: place.changedSeq },
        row: { ...asked, ways: ways.get(importId) ?? WAYS },
        place,
        importId,
        source,
        subBudget,
      },
    ];
  });
}
