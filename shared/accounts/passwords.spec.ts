import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault } from './passwords.ts';

for (const [password, why] of [
  ['vierzehnLang14', /Mindestens 15 Zeichen/u],
  ['x'.repeat(129), /Höchstens 128 Zeichen/u],
  ['ich heiße Müller-Weiß', /Anmeldename/u],
  ['MUELLERWEISS war müllerweiß', /Anmeldename/u],
  ['passwortpasswort', /erraten/u],
  ['Passwort123456!', /erraten/u],
  ['P4$$w0rt-2026-neu', /erraten/u],
  ['Stuttgart Rathaus 2026', /erraten/u],
  ['VfB Stuttgart 1893!', /erraten/u],
  ['123456789012345', /erraten/u],
  ['qwertzuiopasdfghjkl', /erraten/u],
  ['zyxwvutsrqponmlk', /erraten/u],
  ['aaaaaaaaaaaaaaaaa', /erraten/u],
  ['abcXabcXabcXabcX', /erraten/u],
] as const) {
  test(`${password.slice(0, 24)} is refused`, () => {
    assert.match(passwordFault(password, password.includes('ch') ? 'Müller-Weiß' : 'müllerweiß') ?? '', why);
  });
}

for (const password of [
  'kiesel wolke ofen',
  'Der Dachs frisst 12 Birnen.',
  'aller guten dinge sind sieben',
  '🦔🌧️ igel im regen 🌂',
  '618439075521846',
  'пять старых берёз',
  'x7$kQ-pl9_vWm2z',
]) {
  test(`${password} is taken`, () => {
    assert.equal(passwordFault(password, 'zoe'), undefined);
  });
}

test('Signs are counted as people count them, however they are put together', () => {
  assert.equal(passwordFault('a\u0308 dachs im wald', 'zoe'), undefined);
  assert.match(passwordFault('🦔'.repeat(14), 'zoe') ?? '', /Mindestens/u);
});
