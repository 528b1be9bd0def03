import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditRepository, type RecordedEntry } from '#database';
import { toInstantRange } from '../backtest/instant-range.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { cursorRefusal, readListCursor, toListCursor } from '../tables/cursor.js';
import { toIso } from '../tasks/instants.js';
import { AuditLogDto, AuditQuery, DEFAULT_ENTRIES, type AuditEntryDto } from './audit.dto.js';

@ApiTags('Administration')
@Controller('api/v1/admin/audit')
export class AuditController {
  constructor(@Inject(AuditRepository) private readonly audit: AuditRepository) {}

  @Get()
  @Operation({
    id: 'listAudit',
    role: 'admin',
    summary: 'Who changed what, and how it went',
    description: 'Every call that may change something; never what was sent. Kept for HISTORY_DAYS.',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, AuditLogDto, 'Newest first.')
  async list(@Query() query: AuditQuery): Promise<AuditLogDto> {
    const { actor, target, limit = DEFAULT_ENTRIES } = query;
    const range = toInstantRange(query.since, query.until, '1m', { start: 'since', end: 'until' });
    const filter = { actor, target, since: range.start, until: range.end };
    const found = await this.audit.list(filter, limit + 1, parsePlace(query.cursor));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? toListCursor([last.at, last.id]) : null;
    return { items: items.map(toEntry), next_cursor: next };
  }
}

function toEntry({
  at,
  actor,
  keyId,
  method,
  route,
  path,
  target,
  status,
  requestId,
}: RecordedEntry): AuditEntryDto {
  const outcome = status < 400 ? 'done' : status < 500 ? 'refused' : 'failed';
  return {
    at: toIso(at),
    actor,
    key_id: keyId,
    method,
    route,
    path,
    target,
    status,
    outcome,
    request_id: requestId,
  };
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors. */
function parsePlace(cursor: string | undefined): Pick<RecordedEntry, 'at' | 'id'> | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = readListCursor(cursor);
  const isPlace = Number.isSafeInteger(at) && Number.isSafeInteger(id) && Math.abs(at as number) <= 8.64e15;
  if (isPlace) return { at: at as number, id: id as number };
  throw cursorRefusal();
}
