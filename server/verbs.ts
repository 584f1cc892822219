import type { PlaceVerb, Verb } from './cli/verb.ts';

/**
 * Every verb of the command line, in the order the help shows them. Each is loaded when it is asked for: who saves or
 * checks need not load what writes workbooks.
 */
export const verbs: Readonly<Record<string, () => Promise<Verb | PlaceVerb>>> = {
  init: async () => (await import('./setup/setup.cli.ts')).initVerb,
  demo: async () => (await import('./demo/demo.cli.ts')).demoVerb,
  migrate: async () => (await import('./setup/setup.cli.ts')).migrateVerb,
  user: async () => (await import('./accounts/accounts.cli.ts')).accountsVerb,
  group: async () => (await import('./accounts/groups.cli.ts')).groupsVerb,
  backup: async () => (await import('./backup/backup.cli.ts')).backupVerb,
  restore: async () => (await import('./backup/restore.cli.ts')).restoreVerb,
  generate: async () => (await import('./generated/generate.cli.ts')).generateVerb,
  import: async () => (await import('./imports/imports.cli.ts')).importVerb,
  'undo-import': async () => (await import('./imports/undo/undo.cli.ts')).undoImportVerb,
  'control-totals': async () =>
    (await import('./imports/control-totals/control-totals.cli.ts')).controlTotalsVerb,
  sources: async () => (await import('./imports/sources/sources.cli.ts')).sourcesVerb,
  report: async () => (await import('./reports/reports.cli.ts')).reportVerb,
  request: async () => (await import('./approvals/requests.cli.ts')).requestVerb,
  totals: async () => (await import('./budget/totals.cli.ts')).totalsVerb,
  export: async () => (await import('./journal/journal.cli.ts')).exportVerb,
  verify: async () => (await import('./verify/verify.cli.ts')).verifyVerb,
};
