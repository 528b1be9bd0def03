import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { OptionalObject, OptionalText, OptionalTexts } from '../validation/rules.js';

const TEXT = 'cross_up(sma(close, 10), sma(close, 20))';
const TREE = {
  fn: 'cross_up',
  args: [
    { fn: 'sma', args: [{ ref: 'close' }, { num: 10 }] },
    { fn: 'sma', args: [{ ref: 'close' }, { num: 20 }] },
  ],
};

@ApiSchema({ name: 'ParseExpression', description: 'Give `text` or `tree`.' })
export class ParseExpressionDto {
  @OptionalText(65_536, { example: TEXT })
  text?: string;

  @OptionalObject({ example: TREE })
  tree?: Record<string, unknown>;

  @OptionalTexts(100, { description: 'Names that are parameters: they become `param` in the tree.' })
  params?: string[];
}

@ApiSchema({ name: 'ParsedExpression' })
export class ParsedExpressionDto {
  @ApiProperty({ example: TEXT, description: 'In canonical form.' })
  text!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: TREE })
  tree!: object;
}
