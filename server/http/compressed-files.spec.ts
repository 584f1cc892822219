import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { compressedFiles } from './compressed-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'moves-files-'));
const script = 'export const a = 1;\n'.repeat(500);
writeFileSync(join(folder, 'chunk-Ab_c-12x.js'), script);
writeFileSync(join(folder, 'plain.js'), script);
writeFileSync(join(folder, 'chunk-Gone1234.js'), script);

const server = express()
  .get('/{*path}', compressedFiles(folder), (_request, response) => {
    response.status(404).end();
  })
  .listen(0, '127.0.0.1');

function get(
  path: string,
  accept: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { 'Accept-Encoding': accept } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('The files of a build', () => {
  before(async () => {
    if (!server.listening) await once(server, 'listening');
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  test('Sends a hashed script compressed, for a year, and unchanged', async () => {
    const brotli = await get('/chunk-Ab_c-12x.js', 'gzip, br');
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.equal(brotli.headers.vary, 'Accept-Encoding');
    assert.match(brotli.headers['cache-control'] ?? '', /immutable/u);
    assert.match(brotli.headers['content-type'] ?? '', /javascript/u);
    assert.equal(brotliDecompressSync(brotli.body).toString(), script);
    const zipped = await get('/chunk-Ab_c-12x.js', 'gzip');
    assert.equal(gunzipSync(zipped.body).toString(), script);
  });

  test('Leaves everything else to the next handler', async () => {
    const paths = ['/plain.js', '/chunk-Unknown1.js', '/..%2fchunk-Ab_c-12x.js'];
    for (const path of paths) assert.equal((await get(path, 'br')).status, 404, path);
    assert.equal((await get('/chunk-Ab_c-12x.js', 'identity')).status, 404);
  });

  test('Says that a file which a new build took away does not exist', async () => {
    rmSync(join(folder, 'chunk-Gone1234.js'));
    assert.equal((await get('/chunk-Gone1234.js', 'br')).status, 404);
  });
});
