import type { PositionFigure } from '#shared/explain/address.ts';
import type { ExplainPart } from '#shared/explain/explain.ts';
import type { PageFigure, PostFigure, PostTrait } from '#shared/explain/page-figures.ts';
import { pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { positionAt } from '#shared/positions/standing.ts';
import type { PositionStanding } from '#shared/positions/standing.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import { paperRef } from '../../papers/paper-columns.ts';
import type { Queries } from '../../db/database.ts';
import { positionFacts } from '../../positions/positions.sql.ts';
import type { KnownPosition } from '../../positions/positions.sql.ts';
import { ownOf } from '../../rights/own-rows.sql.ts';
import { node } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

const WORDS: Record<PostFigure, { label: string; words: string }> = {
  authorised: {
    label: 'Stellen bewilligt',
    words: 'Stellenanteile, die beschlossen und nicht weggefallen sind',
  },
  filled: { label: 'Stellen besetzt', words: 'besetzte Anteile der bewilligten Stellen' },
  vacant: { label: 'Stellen unbesetzt', words: 'je Stelle bewilligt − besetzt' },
  known: { label: 'Stellenanteile', words: 'jede bekannte Stelle ganz, nach ihrem letzten Ereignis' },
};
const TRAIT_WORDS: Record<PostTrait, string> = {
  office: 'Amt',
  grade: 'Gruppe',
  field: 'Handlungsfeld',
  state: 'Zustand',
};

function traitOf(trait: PostTrait, fact: KnownPosition, at: PositionStanding): string {
  if (trait === 'office') return fact.office;
  if (trait === 'grade') return at.grade;
  return trait === 'field' ? fact.field : at.state;
}

function valueOf(figure: PostFigure, fact: KnownPosition, at: PositionStanding): number {
  if (figure === 'known') return fact.fte;
  if (at.authorised <= 0) return 0;
  return figure === 'vacant' ? at.authorised - at.filled : at[figure];
}

/** One part a post, whose group the caller names; no names of persons are stored. */
async function postParts(
  read: Queries,
  { asOf, own }: NodeQuery,
  value: (fact: KnownPosition, at: PositionStanding) => number,
): Promise<ExplainPart[]> {
  const facts = ownOf(own, await positionFacts(read, asOf));
  return facts
    .map((fact) => {
      const at = positionAt(fact, asOf);
      const paper = paperRef(fact, own === null);
      return part({
        label: `${fact.number} ${fact.title}`,
        value: value(fact, at),
        on: at.since,
        note: POSITION_STATE_WORDS[at.state],
        sources: paper ? [{ kind: 'paper', id: paper.id, label: paper.label, detail: paper.title }] : [],
      });
    })
    .filter((one) => one.value !== 0);
}

function nodeOfPosts(label: string, words: string, parts: ExplainPart[], query: NodeQuery): Node {
  return node({
    label,
    unit: 'fte',
    value: sumParts(parts),
    formula: { letters: 'Σ Stellenanteile', words },
    note: query.knownOn === null ? null : 'Stellen werden zum heutigen Wissen gezeigt.',
    ...pageOf(parts, query.page, sumParts),
  });
}

/** Posts of a group by office, grade, field or state, one part a post: never with cost, however small the group. */
export async function postsNode(
  read: Queries,
  address: PageFigure & { of: 'posts' },
  query: NodeQuery,
): Promise<Node> {
  const { figure, trait, code } = address;
  const parts = await postParts(read, query, (fact, at) =>
    trait === null || traitOf(trait, fact, at) === code ? valueOf(figure, fact, at) : 0,
  );
  const group = trait === null ? 'alle' : `${TRAIT_WORDS[trait]} ${groupWord(trait, code)}`;
  return nodeOfPosts(`${WORDS[figure].label}, ${group}`, WORDS[figure].words, parts, query);
}

const PROGRAMME: Record<PositionFigure, { label: string; words: string }> = {
  authorised: {
    label: 'Stellen geschaffen',
    words: 'Stellenanteile, die beschlossen und nicht weggefallen sind',
  },
  planned: {
    label: 'Stellen geplant',
    words: 'geschaffene Stellen ab ihrem geplanten Beginn (§ 16 (5) GemHVO)',
  },
  filled: { label: 'Stellen besetzt', words: 'besetzte Anteile der geschaffenen Stellen' },
};

/** Posts of the programme in ten-thousandths. Posts have no second clock yet. */
export async function positionsNode(read: Queries, figure: PositionFigure, query: NodeQuery): Promise<Node> {
  const parts = await postParts(read, query, (_fact, at) => at[figure]);
  return nodeOfPosts(PROGRAMME[figure].label, PROGRAMME[figure].words, parts, query);
}

function groupWord(trait: PostTrait, code: string): string {
  const states: Record<string, string> = POSITION_STATE_WORDS;
  return trait === 'state' ? (states[code] ?? code) : code;
}
