import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'RedisMemory', description: 'In bytes.' })
export class RedisMemoryDto {
  @ApiProperty()
  used!: number;

  @ApiProperty()
  peak!: number;

  @ApiProperty({ description: '0: none.' })
  limit!: number;

  @ApiProperty({ example: 'noeviction' })
  policy!: string;

  @ApiProperty({ example: 1.2 })
  fragmentation!: number;
}

@ApiSchema({ name: 'RedisPersistence' })
export class RedisPersistenceDto {
  @ApiProperty()
  append_only!: boolean;

  @ApiProperty()
  last_append_ok!: boolean;

  @ApiProperty({ format: 'date-time', description: 'Of the last snapshot.' })
  last_saved_at!: string;

  @ApiProperty()
  last_save_ok!: boolean;

  @ApiProperty()
  changes_since_save!: number;
}

@ApiSchema({ name: 'RedisClients' })
export class RedisClientsDto {
  @ApiProperty()
  connected!: number;

  @ApiProperty()
  blocked!: number;

  @ApiProperty()
  rejected!: number;
}

@ApiSchema({ name: 'RedisKeyspace' })
export class RedisKeyspaceDto {
  @ApiProperty()
  keys!: number;

  @ApiProperty()
  expiring!: number;

  @ApiProperty()
  hits!: number;

  @ApiProperty()
  misses!: number;

  @ApiProperty()
  evicted!: number;
}

@ApiSchema({ name: 'RedisDescription' })
export class RedisDescriptionDto {
  @ApiProperty({ example: '7.0.15' })
  version!: string;

  @ApiProperty({ example: 'standalone' })
  mode!: string;

  @ApiProperty()
  uptime_seconds!: number;

  @ApiProperty({ type: RedisMemoryDto })
  memory!: RedisMemoryDto;

  @ApiProperty({ type: RedisPersistenceDto })
  persistence!: RedisPersistenceDto;

  @ApiProperty({ type: RedisClientsDto })
  clients!: RedisClientsDto;

  @ApiProperty()
  ops_per_second!: number;

  @ApiProperty({ type: RedisKeyspaceDto })
  keyspace!: RedisKeyspaceDto;

  @ApiProperty({ type: [String], description: 'What an operator should know.' })
  warnings!: string[];
}

@ApiSchema({ name: 'RedisServers', description: 'The one of live tasks; others follow in `others`.' })
export class RedisServersDto extends RedisDescriptionDto {
  @ApiProperty({
    type: [RedisDescriptionDto],
    description: 'The Redis of the queues where it is another one.',
  })
  others!: RedisDescriptionDto[];
}
