import { HttpStatus } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { SystemHealthDto } from './health.dto.js';
import type { SystemHealth } from './system-health.service.js';

/** How every component stands, as an answer that nobody keeps: 503 where nothing works. */
export async function answerHealth(
  systemHealth: SystemHealth,
  reply: FastifyReply,
): Promise<SystemHealthDto> {
  const health = await systemHealth.read();
  if (health.overall_status === 'unhealthy') void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
  void reply.header('Cache-Control', 'no-store');
  return health;
}
