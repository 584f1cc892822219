import { riskStateWord, isUncertain, nextRiskStates } from '#shared/risks/terms.ts';
import type { RiskState } from '#shared/risks/terms.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';

/**
 * Every entry of a register has been said something of since its first day, its states follow each other as the rules
 * allow, and points stand where something is uncertain and nowhere else.
 */
export async function registerSound(read: Queries): Promise<Finding> {
  const heads = await read.selectFrom('risk').select(['id', 'kind', 'opened_on as openedOn']).execute();
  const facts = await read
    .selectFrom('risk_assessment')
    .select(['risk_id as riskId', 'state', 'probability', 'effective_on as effectiveOn'])
    .orderBy('recorded_seq')
    .orderBy('id')
    .execute();
  const said = Map.groupBy(facts, (fact) => fact.riskId);
  const faults = heads.flatMap(({ id, kind, openedOn }) => {
    const own = said.get(id) ?? [];
    const name = `Eintrag ${id}`;
    if (!own.some((fact) => fact.effectiveOn === openedOn)) return [`${name}: ohne Bewertung am ersten Tag`];
    const found: string[] = [];
    let before: RiskState = 'open';
    for (const fact of own) {
      if ((fact.probability !== null) !== isUncertain(kind))
        found.push(`${name}: Punkte passen nicht zur Art`);
      if (!nextRiskStates(kind, before).includes(fact.state))
        found.push(
          `${name}: „${riskStateWord(kind, fact.state)}“ folgt auf „${riskStateWord(kind, before)}“`,
        );
      before = fact.state;
    }
    return found;
  });
  return finding(faults, `${heads.length} Einträge mit ${facts.length} Bewertungen`);
}
