/** The limit of a page: Express alone, with its default settings, sending the bytes of a file. `node express.ts FILE`. */
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import express from 'express';

const bytes = readFileSync(process.argv[2] ?? '');
const app = express();
// No fingerprint of the answer: our server makes none either, and bare Express is faster without.
app.set('etag', false);
app.get('/', (_request, response) => {
  response.type('application/json').send(bytes);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
