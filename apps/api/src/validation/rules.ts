import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** A rule of a member together with its place in the API description. All are optional members. */

/** A member that is null is as one that is left out, unless null is a value of it: then whoever reads it tells them apart. */
function MayBeAbsent({ nullable }: ApiPropertyOptions): PropertyDecorator {
  return nullable ? IsOptional() : applyDecorators(IsOptional(), Transform(toStated));
}

function toStated({ value }: { value: unknown }): unknown {
  return value ?? undefined;
}

export function OptionalText(maxLength: number, options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, type: String, maxLength, ...options } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsString(),
    MaxLength(maxLength),
  );
}

export function OptionalChoice(
  words: readonly string[],
  options: ApiPropertyOptions = {},
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, type: String, enum: words, ...options } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsIn(words, { context: { words }, message: `$property has to be one of ${words.join(', ')}` }),
  );
}

export function OptionalNumber(
  min: number,
  max: number,
  options: ApiPropertyOptions = {},
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      required: false,
      type: Number,
      minimum: min,
      maximum: max,
      ...options,
    } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsNumber({ allowNaN: false, allowInfinity: false }, { message: '$property has to be a number' }),
    Min(min, { message: `$property has to be at least ${min}` }),
    Max(max, { message: `$property has to be at most ${max}` }),
  );
}

export function OptionalWhole(min: number, max: number, options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      required: false,
      type: 'integer',
      minimum: min,
      maximum: max,
      ...options,
    } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsInt({ message: '$property has to be a whole number' }),
    Min(min, { message: `$property has to be at least ${min}` }),
    Max(max, { message: `$property has to be at most ${max}` }),
  );
}

export function OptionalFlag(options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, type: Boolean, ...options } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsBoolean({ message: '$property has to be true or false' }),
  );
}

/** A truth value in a query, which holds texts only. */
export function OptionalQueryFlag(options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(OptionalFlag(options), Transform(toFlag));
}

function toFlag({ value }: { value: unknown }): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

/** A list of short texts. */
export function OptionalTexts(maxCount: number, options: ApiPropertyOptions = {}): PropertyDecorator {
  const maxLength = 100;
  return applyDecorators(
    ApiProperty({
      required: false,
      type: 'array',
      items: { type: 'string', maxLength },
      maxItems: maxCount,
      ...options,
    } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsArray({ message: '$property has to be a list' }),
    ArrayMaxSize(maxCount, { message: `$property may have at most ${maxCount} items` }),
    IsString({ each: true, message: '$property has to be a list of texts' }),
    MaxLength(maxLength, {
      each: true,
      message: `a text of $property may have at most ${maxLength} characters`,
    }),
  );
}

export function OptionalObject(options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      required: false,
      type: 'object',
      additionalProperties: true,
      ...options,
    } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsObject({ message: '$property has to be an object' }),
  );
}

/** A list of objects of one shape. */
export function OptionalParts(
  type: new () => object,
  maxCount: number,
  options: ApiPropertyOptions = {},
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, type: [type], maxItems: maxCount, ...options } as ApiPropertyOptions),
    MayBeAbsent(options),
    IsArray({ message: '$property has to be a list' }),
    ArrayMaxSize(maxCount, { message: `$property may have at most ${maxCount} items` }),
    ValidateNested({ each: true, message: '$property has to be a list of objects' }),
    Type(() => type),
  );
}

export function OptionalPart(type: new () => object, options: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, type, ...options } as ApiPropertyOptions),
    MayBeAbsent(options),
    ValidateNested({ message: '$property has to be an object' }),
    Type(() => type),
  );
}
