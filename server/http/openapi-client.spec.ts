import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { routes } from '../routes.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument(routes);

test('The recommended rules of a common linter find nothing to say about the API description but its licence', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  assert.deepEqual(
    problems.map((problem) => `${problem.severity} ${problem.ruleId} ${problem.location[0]?.pointer ?? ''}`),
    // The product has no licence, so there is no page about one to name.
    ['warn info-license-strict #/info/license/url'],
  );
});

/** What somebody writes who knows only the generated types: names of operations, money as number, a file as bytes. */
const CLIENT = `
import type { components, operations } from './api.ts';
type Lines = operations['getBudget']['responses'][200]['content']['application/json'];
export const total = (page: Lines): number => page.year;
export type Session = components['schemas']['GetSessionAnswer'];
export const status: operations['patchProjectsByIdStatus']['parameters']['path']['id'] = 31;
// @ts-expect-error an operation that does not exist
export type None = operations['getNowhere'];
`;

test('A client is generated from the description and compiles strictly', async (t) => {
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'api-client-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const types = await openapiTS(JSON.stringify(document));
  writeFileSync(join(folder, 'api.ts'), astToString(types));
  writeFileSync(join(folder, 'client.ts'), CLIENT);
  const program = ts.createProgram([join(folder, 'client.ts')], {
    ...{ strict: true, noEmit: true, target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.NodeNext },
    ...{ moduleResolution: ts.ModuleResolutionKind.NodeNext, allowImportingTsExtensions: true, types: [] },
  });
  const faults = ts
    .getPreEmitDiagnostics(program)
    .map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, ' '));
  assert.deepEqual(faults, []);
});
