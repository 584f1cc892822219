import { budgetTable } from './budget-table.ts';
import { buildUpTable } from './build-up-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { deviationTable } from './deviation-table.ts';
import { envelopeTable } from './envelope-table.ts';
import { highlights } from './highlights.ts';
import { milestoneTables } from './milestone-tables.ts';
import { notesTable } from './notes-table.ts';
import { positionSumTable, positionTables } from './position-tables.ts';
import { lightTable, projectTable } from './project-tables.ts';
import type { CouncilReport } from './reports.ts';
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
  const chapters = [
    {
      question: 'Wie viel Geld und wie viele Stellen sind eingesetzt?',
      tables: [envelopeTable(facts), positionSumTable(facts)],
    },
    { question: 'Wie steht es um die Projekte?', tables: [lightTable(facts), projectTable(facts)] },
    { question: 'Woraus besteht das Budget?', tables: [buildUpTable(facts), budgetTable(facts)] },
    { question: 'Sind die Stellen besetzt?', tables: [byOffice, byGrade] },
    { question: 'Welche Termine haben sich verschoben?', tables: [overdue, milestones] },
    { question: 'Wo weichen wir ab, was ist zu entscheiden?', tables: [deviationTable(facts)] },
    { question: 'Was ist geschehen, was folgt?', tables: [sinceTable(facts)] },
    { question: 'Woher stammen die Zahlen?', tables: [notesTable(facts)] },
  ];
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
    chapters: chapters.map(({ question, tables }) => ({
      question,
      tableIds: tables.map((table) => table.id),
    })),
    tables: chapters.flatMap(({ tables }) => tables),
  };
}
