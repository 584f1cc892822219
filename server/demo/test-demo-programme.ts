import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumFigures } from '#shared/budget/figures.ts';
import { sumFte } from '#shared/fte.ts';
import type { DemoFacts } from './test-demo-facts.ts';
import { NAMED_IN_SEED } from './test-seed-topics.ts';

/** What must hold for the demo's projects, posts, milestones and marks of origin (domain.md sections 1, 4, 5). */
export function programmeRules(demo: () => Promise<DemoFacts>): void {
  test('Has at least 40 projects, among them every one seed.txt names', async () => {
    const { projects } = await demo();
    assert.ok(projects.length >= 40);
    for (const [topic, words] of NAMED_IN_SEED) {
      const found = projects.filter((project) => project.name.includes(words));
      assert.ok(
        found.some((project) => project.origin === 'source'),
        topic,
      );
    }
  });

  test('Has exactly 98.0000 posts in at least 12 offices, 63.45 filled and 86 planned', async () => {
    const { positions, events } = await demo();
    assert.equal(sumFte(positions.map((post) => post.fte_ten_thousandths)), 980_000);
    assert.ok(new Set(positions.map((post) => post.office_id)).size >= 12);
    const planned = positions.filter((post) => post.planned_start <= '2021-06-30');
    assert.equal(sumFte(planned.map((post) => post.fte_ten_thousandths)), 860_000);
    const share = new Map(
      events.filter((e) => e.on <= '2021-06-30').map((e) => [e.positionId, e.share ?? 0]),
    );
    assert.equal(
      [...share.values()].reduce((sum, part) => sum + part, 0),
      634_500,
    );
    for (const post of positions) assert.ok((share.get(post.id) ?? 0) <= post.fte_ten_thousandths);
  });

  test('Weighs the milestones of each project with its approved budget', async () => {
    const { weights, lines } = await demo();
    const newest = new Map(weights.map((row) => [row.id, row]));
    const ofProject = new Map<number, number>();
    for (const row of newest.values())
      ofProject.set(row.projectId, (ofProject.get(row.projectId) ?? 0) + row.cents);
    for (const [projectId, weight] of ofProject) {
      const own = lines.filter((line) => line.projectId === projectId && line.funding === 'package');
      const { A, N } = sumFigures(own.map((line) => line.figures));
      assert.equal(weight, A + N);
    }
    assert.equal(newest.size + 2, weights.length);
  });

  test('Reports quarterly, with some reports missing, and issues two council reports', async () => {
    const { reports, projects, issued } = await demo();
    assert.equal(new Set(reports.map((row) => row.on)).size, 6);
    const silent = projects.find((project) => project.number === 'P-027');
    assert.equal(reports.filter((row) => row.projectId === silent?.id && row.on === '2021-06-30').length, 0);
    assert.deepEqual(
      issued.map((row) => row.as_of),
      ['2020-12-31', '2021-03-31'],
    );
  });

  test('Shows each project as it stood at the date: none was finished a year before', async () => {
    const { yearBefore, lights } = await demo();
    const count = (rows: typeof lights, state: string) => rows.filter((row) => row.state === state).length;
    assert.deepEqual([count(yearBefore, 'planned'), count(yearBefore, 'running')], [3, 43]);
    assert.deepEqual([count(lights, 'running'), count(lights, 'done')], [44, 2]);
  });

  test('Says why wherever a declared light differs from the computed one', async () => {
    const { lights, reports } = await demo();
    const differing = lights.filter(
      (project) =>
        project.reportedFor === '2021-06-30' &&
        Object.values(project.lights).some((pair) => pair.declared !== pair.computed),
    );
    assert.ok(differing.length > 0);
    for (const project of differing) {
      const report = reports.find((row) => row.projectId === project.id && row.on === '2021-06-30');
      assert.ok(report?.reason, project.number);
    }
  });

  test('Marks what is public and what is invented', async () => {
    const { papers, rates, lines, envelopes, positions } = await demo();
    const source = papers.filter((paper) => paper.origin === 'source').map((p) => `${p.number}/${p.year}`);
    assert.deepEqual(source.sort(), ['316/2021', '862/2021']);
    assert.ok(papers.every((paper) => paper.origin === 'source' || paper.number >= 9000));
    assert.ok(lines.every((line) => line.origin === 'invented'));
    assert.ok(positions.every((post) => post.origin === 'invented'));
    assert.ok(envelopes.every((envelope) => envelope.origin === 'source'));
    assert.ok(rates.every((rate) => (rate.origin === 'source') === (rate.valid_from === '2024-01-01')));
  });

  test('Knows nothing before its time', async () => {
    const { reports, imports, papers } = await demo();
    for (const report of reports) assert.ok(report.at.slice(0, 10) > report.on);
    for (const row of imports) assert.ok(row.applied_at.slice(0, 10) > (row.posted_until ?? ''));
    for (const paper of papers) assert.ok(paper.at.slice(0, 10) >= paper.session_on);
  });
}
