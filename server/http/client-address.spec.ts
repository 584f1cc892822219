import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request } from 'express';
import { clientAddress } from './client-address.ts';

/** A request from this peer with this X-Forwarded-For. */
function from(peer: string | undefined, forwarded?: string): Request {
  const headers: Record<string, string | undefined> = { 'x-forwarded-for': forwarded };
  return { socket: { remoteAddress: peer }, get: (name: string) => headers[name] } as unknown as Request;
}

const PROXY = ['10.0.0.1', '10.0.0.2', '2001:db8::1'];

for (const [title, request, trustedProxies, expected] of [
  ['no proxy is trusted: the peer', from('192.0.2.5', '198.51.100.1'), [], '192.0.2.5'],
  ['a foreign peer that claims to forward: the peer', from('192.0.2.5', '198.51.100.1'), PROXY, '192.0.2.5'],
  ['the proxy says for whom it asks', from('10.0.0.1', '198.51.100.1'), PROXY, '198.51.100.1'],
  [
    'what whoever asks wrote before it says nothing',
    from('10.0.0.1', '1.1.1.1, 198.51.100.1'),
    PROXY,
    '198.51.100.1',
  ],
  [
    'two proxies, one behind the other',
    from('10.0.0.1', '1.1.1.1,198.51.100.1,10.0.0.2'),
    PROXY,
    '198.51.100.1',
  ],
  ['the proxy asks for itself', from('10.0.0.1'), PROXY, '10.0.0.1'],
  ['only proxies stand there', from('10.0.0.1', '10.0.0.2'), PROXY, '10.0.0.1'],
  ['no address at its right end', from('10.0.0.1', '198.51.100.1, unknown'), PROXY, '10.0.0.1'],
  ['IPv4 within IPv6', from('::ffff:10.0.0.1', '::ffff:198.51.100.1'), PROXY, '198.51.100.1'],
  ['a port behind the address', from('10.0.0.1', '198.51.100.1:4711'), PROXY, '198.51.100.1'],
  ['IPv6 however it is written', from('2001:DB8:0::1', '[2001:db8:0:0::9]:443'), PROXY, '2001:db8::9'],
  ['a socket that is gone', from(undefined, '198.51.100.1'), PROXY, 'unknown'],
] as const) {
  test(`The address of whoever asks: ${title}`, () => {
    assert.equal(clientAddress(request, { trustedProxies }), expected);
  });
}
