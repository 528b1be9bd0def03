import { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';

/** A file on its way in. */
export interface Upload {
  bytes: Readable;
  fileName?: string;
  /** Fields of the form that come before the file. */
  fields: Record<string, string>;
}

interface MultipartRequest {
  isMultipart?(): boolean;
  file(): Promise<MultipartFile | undefined>;
}

/** @throws BarkeepError MEDIA_UNSUPPORTED, BODY_MALFORMED, BODY_TOO_LARGE when it says of itself that it is. */
export async function openUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    throw new BarkeepError('BODY_TOO_LARGE', `The file is larger than ${limit} bytes.`);
  }
  if (request.body instanceof Readable) return { bytes: request.body, fields: {} };
  const form = request as unknown as MultipartRequest;
  if (!form.isMultipart?.()) {
    throw new BarkeepError('MEDIA_UNSUPPORTED', 'This address reads text/csv or a form with a file.');
  }
  const part = await form.file();
  if (!part) throw new BarkeepError('BODY_MALFORMED', 'The form has no file.');
  return { bytes: part.file, fileName: part.filename, fields: fieldsOf(part) };
}

function fieldsOf(part: MultipartFile): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, field] of Object.entries(part.fields)) {
    if (field && !Array.isArray(field) && field.type === 'field') fields[name] = String(field.value);
  }
  return fields;
}
