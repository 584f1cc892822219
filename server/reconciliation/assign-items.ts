import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { toBasket, toExclusion, toLine, toParts, toShares } from '#shared/reconciliation/put.ts';
import type { AssignPostings, ChangeResult, Put } from '#shared/reconciliation/reconciliation.ts';
import type { Reassignment } from '#shared/reconciliation/reassignment.ts';
import type { Suggestion } from '#shared/reconciliation/suggestion.ts';
import type { Change, Tx } from '../db/transact.ts';
import { reassign } from './assign.sql.ts';
import { postingFacts } from './postings.sql.ts';
import type { PostingFacts } from './postings.sql.ts';
import { suggestionsFor } from './suggestions.sql.ts';

type Item = AssignPostings['items'][number];

/** Somebody moved a posting since the page was read: nothing is written, and the client reads it anew. */
function requireFresh(items: readonly Item[], facts: ReadonlyMap<number, PostingFacts>): void {
  const errors: FieldError[] = items.flatMap((item, index) => {
    const found = facts.get(item.postingId);
    if (!found || found.place.changedSeq === item.expectedSeq) return [];
    const { documentNumber, lineItem } = found.view;
    const name = `${documentNumber ?? item.postingId}/${lineItem ?? ''}`;
    return [{ path: `items.${index}`, message: `Beleg ${name} wurde inzwischen anders zugeordnet.` }];
  });
  if (errors.length === 0) return;
  throw new AppError(
    'stale',
    'Es wurde nichts zugeordnet. Die Liste zeigt nach dem Neuladen den jetzigen Stand.',
    {
      errors,
    },
  );
}

/** What a person takes over is what they saw: a suggestion that is another one by now is refused. */
function fromSuggestion(
  found: PostingFacts,
  put: Extract<Put, { kind: 'suggestion' }>,
  suggestion: Suggestion | null,
): Reassignment {
  if (!suggestion || suggestion.pass !== put.pass || (suggestion.line?.id ?? null) !== put.lineId)
    throw new AppError(
      'conflict',
      `Für Beleg ${found.view.documentNumber ?? found.view.id} gilt inzwischen ein anderer Vorschlag. Es wurde nichts zugeordnet.`,
    );
  const { line, rule, milestoneId, explanation, excludeReason } = suggestion;
  return {
    postingId: found.view.id,
    to: line ? toLine(found.place, line.id) : toExclusion(found.place),
    method: rule ? 'rule' : 'suggestion',
    ruleId: rule?.id ?? null,
    milestoneId,
    reason: excludeReason ?? explanation,
  };
}

function sharesOf(found: PostingFacts, put: Extract<Put, { kind: 'shares' }>) {
  try {
    return toShares(found.place, put.parts);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('rule-violated', error.message);
    throw error;
  }
}

function reassignmentOf(found: PostingFacts, put: Put, suggestion: Suggestion | null): Reassignment {
  const { id: postingId } = found.view;
  switch (put.kind) {
    case 'suggestion':
      return fromSuggestion(found, put, suggestion);
    case 'line':
      return {
        ...{ postingId, method: 'manual', milestoneId: put.milestoneId ?? null },
        to: toLine(found.place, put.lineId),
      };
    case 'split':
      return { postingId, method: 'split', to: toParts(found.place, put.parts) };
    case 'shares':
      return { postingId, method: 'split', to: sharesOf(found, put) };
    case 'exclude':
      return { postingId, method: 'exclude', to: toExclusion(found.place), reason: put.reason };
    case 'open':
      return { postingId, method: 'manual', to: toBasket(found.place), reason: put.reason };
  }
}

/**
 * Puts postings where a person says, all or none. Throws `not-found`, `stale` (moved since they were read),
 * `conflict` (another suggestion by now), `rule-violated` (with every fault).
 */
export async function assignItems(
  tx: Tx,
  { items }: AssignPostings,
): Promise<{ result: ChangeResult; change: Change }> {
  const facts = await postingFacts(
    tx.query,
    items.map((item) => item.postingId),
  );
  const byId = new Map(facts.map((one) => [one.view.id, one]));
  requireFresh(items, byId);
  const asked = items
    .filter((item) => item.put.kind === 'suggestion')
    .flatMap((item) => byId.get(item.postingId) ?? []);
  const suggestions = await suggestionsFor(
    tx.query,
    asked.map((one) => one.row),
  );
  const suggested = new Map(asked.map((one, index) => [one.view.id, suggestions[index] ?? null]));
  const changes = items.map(({ postingId, put }) => {
    const found = byId.get(postingId);
    if (!found)
      throw new AppError('not-found', `Buchung ${postingId} gibt es nicht. Es wurde nichts zugeordnet.`);
    return reassignmentOf(found, put, suggested.get(postingId) ?? null);
  });
  const postings = await reassign(tx, changes);
  if (postings === 0)
    throw new AppError('conflict', 'Die Buchungen stehen schon dort. Es wurde nichts geändert.');
  return {
    result: { seq: tx.seq, postings },
    change: {
      action: 'reconciliation.assign',
      entity: 'reconciliation',
      entityId: tx.seq,
      after: {
        postings: changes.map(({ postingId, to, method, ruleId }) => ({ postingId, to, method, ruleId })),
      },
    },
  };
}
