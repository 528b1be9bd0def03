import type { IncomingHttpHeaders } from 'node:http';
import {
  Inject,
  Injectable,
  Optional,
  ServiceUnavailableException,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { BarkeepError } from '#domain';

/** Injection token of `MetricsReaders`. */
export const METRICS_READERS = Symbol('METRICS_READERS');

/** Who may read the figures of a process. */
export interface MetricsReaders {
  /** Whether the headers of a request are of one that may. */
  admits(headers: IncomingHttpHeaders): Promise<boolean>;
}

/** Where no readers are named another door stands before, or anybody may. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(@Optional() @Inject(METRICS_READERS) private readonly readers?: MetricsReaders) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<{ headers: IncomingHttpHeaders }>();
    if (!this.readers || (await this.admits(this.readers, headers))) return true;
    throw new UnauthorizedException('Send a key as `Authorization: Bearer …` or `X-API-Key: …`.');
  }

  /** Nobody is let in while it can't be found out who he is. */
  private async admits(readers: MetricsReaders, headers: IncomingHttpHeaders): Promise<boolean> {
    try {
      return await readers.admits(headers);
    } catch (error) {
      if (!(error instanceof BarkeepError) || error.kind !== 'unavailable') throw error;
      throw new ServiceUnavailableException(error.message);
    }
  }
}
