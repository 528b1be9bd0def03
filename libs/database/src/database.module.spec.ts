import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '#config';
import { RUN_HISTORY, type RunHistory } from '#jobs';
import { createTestDatabase } from '../../../test/support/stores.js';
import { DatabaseModule } from './database.module.js';

it('binds the history of tasks for every room', async () => {
  const database = await createTestDatabase();
  const config = loadConfig({ DATABASE_URL: database.url });
  const app = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(config), DatabaseModule],
  }).compile();
  expect(await app.get<RunHistory>(RUN_HISTORY).find('none')).toBeUndefined();
  await app.close();
  await database.drop();
});
