import { MISSING } from './test-own-rows.ts';
import type { Named } from './test-own-rows.ts';

/** Every way to name a row, by route and parameter. */
export const PROBES: Record<string, (named: Named) => string> = {
  'get /api/projects/:id id': ({ project }) => `/api/projects/${project}`,
  'patch /api/projects/:id/status id': ({ project }) => `/api/projects/${project}/status`,
  'get /api/projects/:id/milestones id': ({ project }) => `/api/projects/${project}/milestones`,
  'get /api/milestones/:id/slip id': (at) => `/api/milestones/${at.milestone}/slip?forecastOn=2021-12-01`,
  'post /api/milestones/:id/forecast id': ({ milestone }) => `/api/milestones/${milestone}/forecast`,
  'post /api/milestones/:id/reached id': ({ milestone }) => `/api/milestones/${milestone}/reached`,
  'post /api/milestones/:id/correction id': ({ milestone }) => `/api/milestones/${milestone}/correction`,
  'get /api/risks project': ({ project }) => `/api/risks?project=${project}`,
  'get /api/risks/:id id': ({ risk }) => `/api/risks/${risk}`,
  'post /api/risks projectId': () => '/api/risks',
  'post /api/risks/:id/assessments id': ({ risk }) => `/api/risks/${risk}/assessments`,
  'get /api/indicators project': ({ project }) => `/api/indicators?project=${project}`,
  'get /api/indicators/:id id': ({ indicator }) => `/api/indicators/${indicator}`,
  'post /api/indicators/:id/measurements id': (at) => `/api/indicators/${at.indicator}/measurements`,
  'post /api/indicators/:id/withdrawals id': (at) => `/api/indicators/${at.indicator}/withdrawals`,
  'post /api/indicators/:id/elements id': ({ indicator }) => `/api/indicators/${indicator}/elements`,
  'post /api/indicators/:id/pasted/preview id': (at) => `/api/indicators/${at.indicator}/pasted/preview`,
  'post /api/indicators/:id/pasted id': ({ indicator }) => `/api/indicators/${indicator}/pasted`,
  'get /api/rounds/owed project': ({ project }) => `/api/rounds/owed?asOf=2021-07-01&project=${project}`,
  'get /api/budget subBudget': ({ subBudget }) => `/api/budget?year=2021&subBudget=${subBudget}`,
  'get /api/budget/steps group': ({ group }) => `/api/budget/steps?year=2021&ledger=result&group=${group}`,
  'get /api/budget/lines/:id id': ({ line }) => `/api/budget/lines/${line}`,
  'get /api/budget.xlsx subBudget': ({ subBudget }) => `/api/budget.xlsx?year=2021&subBudget=${subBudget}`,
  'get /api/explain figure': ({ line }) => `/api/explain?figure=line:${line}:V`,
  'get /api/explain figure month': ({ line }) => `/api/explain?figure=month:${line}:2021-03`,
  'get /api/explain figure project': (at) => `/api/explain?figure=project:${at.project}:2021:result:alle:F`,
  'get /api/explain figure group': (at) => `/api/explain?figure=group:2021:result:expense:${at.group}:F`,
  'get /api/explain.xlsx figure': ({ line }) => `/api/explain.xlsx?figure=line:${line}:F`,
  'get /api/search q': ({ line }) => `/api/search?q=nichts-${line}`,
  'get /api/history entityId': ({ project }) => `/api/history?entity=project&entityId=${project}`,
};

/** A body that its schema takes, for each route that changes an own row. */
export const BODIES: Record<string, (named: Named) => Record<string, unknown>> = {
  'patch /api/projects/:id/status': ({ milestone }) => ({
    reportingDate: '2021-06-30',
    lights: { overall: 'green', time: 'green', cost: 'green', scope: 'green' },
    trends: { overall: 'flat', time: 'flat', cost: 'flat', scope: 'flat' },
    ...{ sentence: 'Läuft.', divergenceReason: null, sinceLast: '', untilNext: '', decisionNeeded: null },
    ...{ forecastCents: null, milestoneForecasts: [{ milestoneId: milestone, forecastOn: '2021-12-01' }] },
  }),
  'post /api/milestones/:id/forecast': () => ({
    ...{ reportingDate: '2021-06-30', forecastOn: '2021-12-01', reason: 'verschoben' },
  }),
  'post /api/milestones/:id/reached': () => ({ reachedOn: '2021-06-30', evidence: 'Protokoll' }),
  'post /api/milestones/:id/correction': () => ({ reachedOn: null, evidence: '', reason: 'Irrtum' }),
  'post /api/risks': ({ project }) => ({
    ...{ projectId: project, kind: 'risk', openedOn: '2021-06-30', title: 'Ein Risiko', measure: 'Abwarten' },
    ...{ probability: 2, impact: 3, owner: 'Projektteam', dueOn: null, paper: '' },
  }),
  'post /api/risks/:id/assessments': () => ({
    ...{ effectiveOn: '2021-07-01', title: 'Ein Risiko', measure: 'Abwarten', probability: 2, impact: 3 },
    ...{ owner: 'Projektteam', dueOn: null, paper: '', state: 'open', reason: 'Neu bewertet' },
  }),
  'post /api/indicators/:id/measurements': () => ({
    ...{ measuredOn: '2021-06-30', value: 1, total: null, source: 'Zählung', remark: '' },
  }),
  'post /api/indicators/:id/withdrawals': () => ({ measurementId: 1, reason: 'Irrtum' }),
  'post /api/indicators/:id/elements': () => ({
    ...{ name: 'Rathaus', state: 'done', effectiveOn: '2021-06-30', remark: '' },
  }),
  'post /api/indicators/:id/pasted/preview': () => ({ text: 'Rathaus\terfüllt', from: '2021-06-30' }),
  'post /api/indicators/:id/pasted': () => ({ text: 'Rathaus\terfüllt', from: '2021-06-30', reason: '' }),
};
/** Asked first, so that a server has read what it keeps. */
export const WARM: Named = {
  ...MISSING,
  project: 876_543,
  milestone: 876_543,
  risk: 876_543,
  indicator: 876_543,
  line: 876_543,
  subBudget: 'YY',
  group: 'YY',
};
