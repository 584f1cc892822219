import { budgetTable } from './budget-table.ts';
import { buildUpTable } from './build-up-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { deviationTable } from './deviation-table.ts';
import { envelopeTable } from './envelope-table.ts';
import { highlights } from './highlights.ts';
import { indicatorTables } from './indicator-table.ts';
import { milestoneTables } from './milestone-tables.ts';
import { notesTable } from './notes-table.ts';
import { positionSumTable, positionTables } from './position-tables.ts';
import { lightTable, projectTable } from './project-tables.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilReport } from './reports.ts';
import { SECTIONS, SECTION_QUESTIONS } from './sections.ts';
import type { Section } from './sections.ts';
import { sinceTable } from './since-table.ts';
import { dataStateText, longDate } from './words.ts';

/**
 * The council report as data (domain.md section 6): cover facts, the most important, and one table per
 * question. Pure: the same facts and reference give the same value. `reference` is the GRDrs number
 * (`123/2021`) or '' for a draft. Amounts are integer cents, posts integer ten-thousandths.
 */
export function councilReport(facts: CouncilFacts, reference: string): CouncilReport {
  const [byOffice, byGrade] = positionTables(facts);
  const [overdue, milestones] = milestoneTables(facts);
  const tables: Record<Section, ReportTable[]> = {
    einsatz: [envelopeTable(facts), positionSumTable(facts)],
    // A programme that has no indicator reads nothing of them.
    projekte: [lightTable(facts), ...indicatorTables(facts), projectTable(facts)],
    budget: [buildUpTable(facts), budgetTable(facts)],
    stellen: [byOffice, byGrade],
    termine: [overdue, milestones],
    abweichungen: [deviationTable(facts)],
    verlauf: [sinceTable(facts)],
    hinweise: [notesTable(facts)],
  };
  const programme = facts.stage ? `${facts.letterhead.programme}: ` : '';
  return {
    letterhead: facts.letterhead,
    title: `${programme}Bericht zum ${longDate(facts.asOf)}`,
    subtitle: facts.stage?.name ?? 'Haushalt und Buchungen',
    reference,
    kindText: reference === '' ? 'Entwurf' : 'Mitteilungsvorlage',
    edition: 'öffentlich',
    asOf: facts.asOf,
    dataState: dataStateText(facts.postedUntil, facts.importedOn),
    demo: facts.demo,
    highlights: highlights(facts),
    chapters: SECTIONS.map((key) => ({
      key,
      question: SECTION_QUESTIONS[key],
      tableIds: tables[key].map((table) => table.id),
    })),
    tables: SECTIONS.flatMap((key) => tables[key]),
  };
}
