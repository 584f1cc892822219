import * as z from 'zod';
import {
  RequestApproval,
  RequestDetail,
  RequestEdit,
  RequestInput,
  RequestList,
  RequestPreview,
  RequestPreviewInput,
  RequestRejection,
  SubmittedRequest,
} from '#shared/approvals/requests.ts';
import { DECIDED, REQUEST_STATES } from '#shared/approvals/terms.ts';
import { idField } from '#shared/fields.ts';
import type { Queries } from '../db/database.ts';
import { route } from '../http/route.ts';
import type { RouteContext, RouteDefinition } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import {
  decideRequestJob,
  editRequestJob,
  previewRequestJob,
  requestDetailJob,
  requestTakesLong,
  submitRequestJob,
  takesLong,
} from './approvals.jobs.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import { parsePayload } from '../requests/request-handler.ts';
import { findRequest, listRequests } from '../requests/requests.sql.ts';
import { editRequest, submitRequest, withdrawRequest } from '../requests/submit.sql.ts';
import { requestsFile } from './request-file.ts';

const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });
const changing = {
  params: idParams,
  ifMatch: true,
  answer: RequestDetail,
  etag: (answer: RequestDetail) => answer.request.version,
} as const;

type Context = RouteContext<{ id: number }, unknown, unknown>;
const answerOf = async ({ db, clock, actor, params }: Context): Promise<RequestDetail> =>
  (await requestTakesLong(db.read, params.id))
    ? runJob(requestDetailJob, { db, clock }, { actor, id: params.id })
    : db.snapshot((read) => findRequest(read, actor, handlerOf, params.id));
/** What a decider, an author or a reader is told; read within the transaction that changed it. */
const told =
  ({ actor, params }: Context) =>
  (query: Queries): Promise<RequestDetail> =>
    findRequest(query, actor, handlerOf, params.id);
const targetOf = ({ params, ifMatch }: Context) => ({ id: params.id, version: ifMatch });

export const approvalRoutes: RouteDefinition[] = [
  requestsFile.route,
  route({
    method: 'get',
    path: '/api/requests',
    action: 'requests:read',
    summary: 'Anträge, neueste zuerst: offene, entschiedene oder eines Standes',
    query: z.strictObject({
      state: z.enum([...REQUEST_STATES, 'decided']).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    answer: RequestList,
    handle: ({ db, actor, query: { state, page } }) =>
      db.snapshot((read) =>
        listRequests(read, actor, {
          page,
          state: state === undefined ? undefined : state === 'decided' ? DECIDED : [state],
        }),
      ),
  }),
  route({
    method: 'post',
    path: '/api/requests',
    action: 'requests:write',
    summary: 'Etwas beantragen; wirksam wird es, wenn eine andere Person es freigibt',
    body: RequestInput,
    idempotent: true,
    answer: SubmittedRequest,
    status: 201,
    handle: ({ db, clock, by, body }) =>
      takesLong(body.kind)
        ? runJob(submitRequestJob, { db, clock }, { writer: by.writer, once: by.once, input: body })
        : submitRequest(db, by, handlerOf, body),
  }),
  route({
    method: 'post',
    path: '/api/requests/preview',
    action: 'requests:write',
    summary: 'Was ein Antrag bewirken würde: vorher und nachher, ohne etwas zu schreiben',
    body: RequestPreviewInput,
    answer: RequestPreview,
    handle: ({ db, clock, allow, body: { kind, payload } }) => {
      allow({ requestKind: kind });
      if (takesLong(kind)) return runJob(previewRequestJob, { db, clock }, { kind, payload });
      const parsed = parsePayload(handlerOf, kind, payload);
      const handler = handlerOf(kind, payload);
      return db.snapshot(async (read) => ({
        effect: await handler.effect(read, parsed),
        title: await handler.title(read, parsed),
      }));
    },
  }),
  route({
    method: 'get',
    path: '/api/requests/:id',
    action: 'requests:read',
    summary: 'Ein Antrag mit seinen Fassungen und seiner Wirkung',
    params: idParams,
    answer: RequestDetail,
    etag: (answer) => answer.request.version,
    handle: answerOf,
  }),
  route({
    ...changing,
    method: 'patch',
    path: '/api/requests/:id',
    action: 'requests:write',
    summary: 'Einen offenen Antrag neu fassen; die Freigabe beginnt von vorn',
    body: RequestEdit,
    handle: async (context) => {
      const { db, clock, by, actor, body: edit } = context;
      const target = targetOf(context);
      return (await requestTakesLong(db.read, target.id))
        ? runJob(editRequestJob, { db, clock }, { actor, target, edit })
        : editRequest(db, by, handlerOf, target, edit, told(context));
    },
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/requests/:id/approve',
    action: 'requests:decide',
    summary: 'Freigeben: Der Antrag wird ausgeführt, im selben Vorgang',
    body: RequestApproval,
    handle: async (context) => {
      const decision = { ...targetOf(context), decision: 'approved' as const, note: context.body.note };
      const { db, clock, by, actor, caller } = context;
      const decided = (await requestTakesLong(db.read, decision.id))
        ? await runJob(decideRequestJob, { db, clock }, { actor, decision })
        : await decideRequest(db, by, handlerOf, decision, told(context));
      if (decided.request.kind === 'role')
        caller.security({ event: 'role-changed', what: `request ${decision.id}` });
      return decided;
    },
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/requests/:id/reject',
    action: 'requests:decide',
    summary: 'Ablehnen, mit Begründung',
    body: RequestRejection,
    handle: (context) => {
      const decision = { ...targetOf(context), decision: 'rejected' as const, note: context.body.note };
      return decideRequest(context.db, context.by, handlerOf, decision, told(context));
    },
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/requests/:id/withdraw',
    action: 'requests:write',
    summary: 'Den eigenen Antrag zurückziehen',
    handle: (context) => withdrawRequest(context.db, context.by, targetOf(context), told(context)),
  }),
];
