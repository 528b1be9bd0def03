import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { StoredSeriesDto } from './symbols.dto.js';

@ApiSchema({ name: 'Coverage' })
export class CoverageDto {
  @ApiProperty({ example: 2 })
  count!: number;

  @ApiProperty({ type: [StoredSeriesDto] })
  series!: StoredSeriesDto[];
}
