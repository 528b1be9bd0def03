import type { Role } from '#domain';
import { customType, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Quotas } from '../access/api-key.js';
import { instant } from './instant.js';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const apiKeys = pgTable('api_keys', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  owner: text('owner').notNull(),
  role: text('role').$type<Role>().notNull(),
  hash: bytes('hash').notNull(),
  quotas: jsonb('quotas').$type<Quotas>().notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
});
