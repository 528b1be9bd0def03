import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

@ApiSchema({ name: 'Share' })
export class ShareDto {
  @ApiProperty({ example: true, description: 'Everybody may look at it; only its owner changes it.' })
  @IsBoolean({ message: '$property has to be true or false' })
  shared!: boolean;
}
