import type { IncomingHttpHeaders } from 'node:http';
import {
  Inject,
  Injectable,
  Optional,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';

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
    if (!this.readers || (await this.readers.admits(headers))) return true;
    throw new UnauthorizedException('Send a key as `Authorization: Bearer …` or `X-API-Key: …`.');
  }
}
