import { Inject, Logger } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { DatasetRepository, InstrumentRepository } from '#database';
import { QuoteFeed } from '#market-data';
import { datasetColumns, memberOf } from '../market-data/datasets/dataset-columns.js';
import { toJsonRows } from '../tables/json-rows.js';
import { toBatch } from '../tables/table.js';

/** Symbols that one client may follow at once. */
const MOST_SYMBOLS = 500;

/** What became of a wish to follow symbols. */
interface Subscription {
  subscribed: string[];
  /** With the code of the error. */
  refused: Record<string, string>;
}

/**
 * Quotes as they are stored: `socket.emit('subscribe', { symbols }, answer)`. Of each symbol the newest `quote` comes at
 * once, then every one that is new or different, with the members of `GET /market-data/quotes/latest`. Whoever is slow
 * misses what was overtaken, never the newest.
 */
@WebSocketGateway({ namespace: '/ws/quotes' })
export class QuotesGateway {
  private readonly log = new Logger('QuotesGateway');
  @WebSocketServer() private readonly namespace!: Namespace;
  private listening: Promise<void> | undefined;
  private readonly waiting = new Set<string>();
  private telling: Promise<void> | undefined;

  constructor(
    @Inject(QuoteFeed) private readonly feed: QuoteFeed,
    @Inject(DatasetRepository) private readonly datasets: DatasetRepository,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
  ) {}

  @SubscribeMessage('subscribe')
  async subscribe(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Subscription> {
    const wanted = parseSymbols(body);
    try {
      await this.listen();
      const known = new Set((await this.instruments.list()).map(({ symbol }) => symbol));
      const answer: Subscription = { subscribed: [], refused: {} };
      for (const symbol of wanted) {
        const refusal = whyNot(socket, symbol, known);
        if (refusal !== undefined) answer.refused[symbol] = refusal;
        else answer.subscribed.push(symbol);
        if (refusal === undefined) await socket.join(roomOf(symbol));
      }
      await this.tell(answer.subscribed, (_symbol, quote) => socket.emit('quote', quote));
      return answer;
    } catch (error) {
      this.log.warn({ message: 'quotes can’t be followed', err: error });
      return { subscribed: [], refused: Object.fromEntries(wanted.map((symbol) => [symbol, 'INTERNAL'])) };
    }
  }

  @SubscribeMessage('unsubscribe')
  async unsubscribe(
    @ConnectedSocket() socket: Socket,
    @MessageBody() body: unknown,
  ): Promise<{ unsubscribed: string[] }> {
    const unsubscribed = parseSymbols(body).filter((symbol) => socket.rooms.has(roomOf(symbol)));
    for (const symbol of unsubscribed) await socket.leave(roomOf(symbol));
    return { unsubscribed };
  }

  /** Once for the process, when somebody first wants to know. */
  private listen(): Promise<void> {
    this.listening ??= this.feed.listen((symbols) => this.hear(symbols));
    this.listening.catch(() => (this.listening = undefined));
    return this.listening;
  }

  /** What comes while the store is asked is asked for together afterwards. */
  private hear(symbols: readonly string[]): void {
    for (const symbol of symbols)
      if (this.namespace.adapter.rooms.has(roomOf(symbol))) this.waiting.add(symbol);
    this.telling ??= this.tellWaiting().finally(() => (this.telling = undefined));
  }

  private async tellWaiting(): Promise<void> {
    while (this.waiting.size > 0) {
      const symbols = [...this.waiting];
      this.waiting.clear();
      try {
        await this.tell(symbols, (symbol, quote) => this.namespace.to(roomOf(symbol)).emit('quote', quote));
      } catch (error) {
        this.log.debug({ message: 'no quotes', err: error });
      }
    }
  }

  private async tell(
    symbols: readonly string[],
    send: (symbol: string, quote: object) => unknown,
  ): Promise<void> {
    if (symbols.length === 0) return;
    const rows = await this.datasets.latest('stock_quotes', { subjects: symbols });
    const columns = datasetColumns('stock_quotes');
    toJsonRows(columns, toBatch(rows, columns, memberOf)).forEach((quote, row) =>
      send(rows[row].symbol, quote),
    );
  }
}

const roomOf = (symbol: string) => `quote:${symbol}`;

/** The code of what stands against it, or undefined. */
function whyNot(socket: Socket, symbol: string, known: ReadonlySet<string>): string | undefined {
  if (!known.has(symbol)) return 'SYMBOL_NOT_FOUND';
  // One room is the client's own.
  return socket.rooms.size > MOST_SYMBOLS && !socket.rooms.has(roomOf(symbol))
    ? 'TOO_MANY_SYMBOLS'
    : undefined;
}

/** What can't be read is nothing: the answer then names no symbol. */
function parseSymbols(body: unknown): string[] {
  const { symbols } = (body ?? {}) as { symbols?: unknown };
  const texts = Array.isArray(symbols) ? symbols.filter((one): one is string => typeof one === 'string') : [];
  return [...new Set(texts.filter((one) => one.length <= 32))];
}
