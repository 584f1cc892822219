import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Router } from 'express';
import { FOR_EVER, HASHED, compressedFiles } from './compressed-files.ts';

/** Of the icon: a browser asks for it at every page, and nothing breaks where it is a day old. */
const A_DAY = 'public, max-age=86400';

/**
 * Serves the built client: its hashed files for a year, and index.html — with this response's nonce — for every
 * path a page can have. Other files of the folder (maps, dot files) do not exist for the outside.
 */
export function servePage(router: Router, folder: string): void {
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  router.use(compressedFiles(folder));
  router.use(
    express.static(folder, {
      index: false,
      dotfiles: 'ignore',
      redirect: false,
      setHeaders: (response, path) => {
        response.set('Cache-Control', HASHED.test(path) ? FOR_EVER : A_DAY);
      },
    }),
  );
  router.get(/^\/(?!api\/)[^.]*$/u, (_request, response) => {
    const nonce = String(response.locals.nonce);
    const page = index
      .replaceAll('%CSP_NONCE%', nonce)
      .replace(/<script(?![^>]*\bnonce=)/gu, `<script nonce="${nonce}"`)
      .replace(
        /<link rel="(?:stylesheet|modulepreload)"(?![^>]*\bnonce=)/gu,
        (tag) => `${tag} nonce="${nonce}"`,
      );
    response.set('Cache-Control', 'no-store').type('html').send(page);
  });
}
