import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

export const COMPONENT_STATES = ['healthy', 'degraded', 'unhealthy'] as const;

export type ComponentState = (typeof COMPONENT_STATES)[number];

@ApiSchema({ name: 'ComponentHealth' })
export class ComponentHealthDto {
  @ApiProperty({ enum: COMPONENT_STATES })
  status!: ComponentState;

  @ApiPropertyOptional({ example: 'does not answer' })
  message?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { latency_ms: 1 } })
  details?: Record<string, unknown>;
}

@ApiSchema({ name: 'ComponentsHealth' })
export class ComponentsHealthDto {
  @ApiProperty({ type: ComponentHealthDto })
  api!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto })
  redis!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto, description: 'Queues and workers.' })
  celery!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto })
  database!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto })
  scheduler!: ComponentHealthDto;

  @ApiProperty({ type: ComponentHealthDto, description: 'Whether the newest data that are due are there.' })
  market_data!: ComponentHealthDto;
}

@ApiSchema({ name: 'SystemHealth' })
export class SystemHealthDto {
  @ApiProperty({ format: 'date-time' })
  timestamp!: string;

  @ApiProperty({ enum: COMPONENT_STATES })
  overall_status!: ComponentState;

  @ApiProperty({ type: ComponentsHealthDto })
  components!: ComponentsHealthDto;
}
