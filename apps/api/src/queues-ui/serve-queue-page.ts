import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { getQueueToken } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bullmq';
import { QUEUE_TABLE } from '#jobs';
import { openTo } from '../access/access-hook.js';
import { sendProblem } from '../problems/problem.filter.js';

export const QUEUE_PAGE = '/admin/queues';

/** It asks another site for its fonts, which our policy of contents forbids; those of the system do. */
const FOREIGN_FONTS = /<link href="https:\/\/fonts\.[^>]*>/;

/**
 * Bull Board at `/admin/queues`, to look at only: a job that were added, retried or removed there would part from the
 * durable record of its task. The administration API does such things with both.
 */
export async function serveQueuePage(app: NestFastifyApplication): Promise<void> {
  const log = new Logger('QueuePage');
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(QUEUE_PAGE);
  const queues = QUEUE_TABLE.map(({ name, summary }) => {
    const queue = app.get<Queue>(getQueueToken(name), { strict: false });
    return new BullMQAdapter(queue, { readOnlyMode: true, description: summary });
  });
  createBullBoard({ queues, serverAdapter, options: { uiConfig: { boardTitle: 'Barkeep' } } });
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(async (page) => {
    page.addHook('onRoute', openTo('operator'));
    // Its own handler would make a failure of ours out of every refusal.
    page.addHook('onRoute', (route) => {
      route.errorHandler = (error, request, reply) => sendProblem(error, request, reply, log);
    });
    page.addHook('onSend', (_request, _reply, payload, done) => {
      done(null, typeof payload === 'string' ? payload.replace(FOREIGN_FONTS, '') : payload);
    });
    await page.register(serverAdapter.registerPlugin(), { prefix: QUEUE_PAGE });
  });
}
