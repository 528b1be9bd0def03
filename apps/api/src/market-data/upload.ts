import { Readable } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';

/** A file on its way in. */
export interface Upload {
  bytes: Readable;
  fileName?: string;
  fields: Record<string, string>;
}

interface MultipartRequest {
  isMultipart?(): boolean;
  parts(): AsyncIterator<Multipart, void>;
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
  return openForm(form.parts());
}

async function openForm(parts: AsyncIterator<Multipart, void>): Promise<Upload> {
  const fields: Record<string, string> = {};
  for (;;) {
    const part = await nextPart(parts);
    if (!part) throw new BarkeepError('BODY_MALFORMED', 'The form has no file.');
    if (part.type === 'file') {
      const bytes = Readable.from(readToEndOfForm(part.file, parts), { objectMode: false });
      return { bytes, fileName: part.filename, fields };
    }
    fields[part.fieldname] = String(part.value);
  }
}

/**
 * The bytes of the file. They end when the form does: what stands behind the file could no longer be heeded, so it
 * fails the upload before anything is stored.
 */
async function* readToEndOfForm(file: Readable, parts: AsyncIterator<Multipart, void>) {
  try {
    yield* file;
  } catch (error) {
    throw toFormError(error);
  }
  if (await nextPart(parts)) {
    throw new BarkeepError('BODY_MALFORMED', 'The fields of the form have to stand before its file.');
  }
}

async function nextPart(parts: AsyncIterator<Multipart, void>): Promise<Multipart | undefined> {
  try {
    const { value } = await parts.next();
    return value ?? undefined;
  } catch (error) {
    throw toFormError(error);
  }
}

/** The parser's words about a broken form have no code; anything else that fails has one. */
function toFormError(error: unknown): unknown {
  if (error instanceof Error && 'code' in error) return error;
  return new BarkeepError('BODY_MALFORMED', 'The form can’t be read.', { cause: error });
}
