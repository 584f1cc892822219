import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verbs } from './verbs.ts';

test('Every verb is found under its own name', async () => {
  for (const [name, load] of Object.entries(verbs)) {
    const verb = await load();
    assert.equal(verb.name, name);
    assert.ok(verb.usage.startsWith(name), verb.usage);
  }
});
