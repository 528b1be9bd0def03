import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'TablePage' })
export class TablePageDto {
  @ApiProperty()
  task_id!: string;

  @ApiProperty({ example: 42, description: 'Rows in all.' })
  total!: number;

  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  items!: object[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Hand it in as `cursor`; null on the last page.',
  })
  next_cursor!: string | null;
}
