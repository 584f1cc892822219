import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { openApiDocument } from './openapi.ts';

interface Operation {
  summary: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, unknown>;
  requestBody?: unknown;
}

const document = openApiDocument(routes) as { paths: Record<string, Record<string, Operation>> };

test('Every route stands in the API description with its parameters, body and answers', () => {
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/gu, '{$1}');
    const operation = document.paths[path]?.[route.method];
    assert.ok(operation, `${route.method} ${path}`);
    assert.ok(operation.summary.length > 5);
    for (const [, name] of route.path.matchAll(/:(\w+)/gu)) {
      assert.ok(
        operation.parameters.some((parameter) => parameter.in === 'path' && parameter.name === name),
        `${path}: ${String(name)}`,
      );
    }
    assert.equal(operation.requestBody !== undefined, route.body !== undefined, path);
    assert.ok(String(route.status) in operation.responses);
    assert.ok('default' in operation.responses, 'what a refusal looks like');
  }
});

test('The description is plain JSON and says that money is a whole number', () => {
  const text = JSON.stringify(document);
  assert.deepEqual(JSON.parse(text), document);
  assert.match(text, /"ceilingCents":\{"type":"integer"/u);
  assert.doesNotMatch(text, /"\$ref":"#\/\$defs/u);
});
