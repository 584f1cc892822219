import { BlockList, isIP } from 'node:net';
import type { Request } from 'express';
import type { Doors } from './route.ts';

/** An address in one spelling: IPv4 within IPv6 as IPv4, IPv6 shortened, a port left off; undefined for anything else. */
function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/u, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/u, '$1')
    .replace(/^::ffff:(?=\d+\.)/iu, '');
  const family = isIP(bare);
  if (family === 0) return undefined;
  return family === 4 ? bare : new URL(`http://[${bare.split('%')[0] ?? ''}]`).hostname.slice(1, -1);
}

function listOf(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) list.addAddress(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

const holds = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Where a request comes from: the peer itself, unless the peer is a proxy of TRUSTED_PROXY. Only then its
 * `X-Forwarded-For` counts, read from the right: what stands left of the first address that is no such proxy was
 * written by whoever asks, and says nothing.
 */
export function clientAddress(
  request: Request,
  { trustedProxies = [] }: Pick<Doors, 'trustedProxies'>,
): string {
  const peer = plainAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
  if (trustedProxies.length === 0) return peer;
  const trusted = listOf(trustedProxies);
  if (peer === 'unknown' || !holds(trusted, peer)) return peer;
  for (const entry of (request.get('x-forwarded-for') ?? '').split(',').toReversed()) {
    const address = plainAddress(entry);
    if (address === undefined) return peer;
    if (!holds(trusted, address)) return address;
  }
  return peer;
}
