import { getMetadataStorage } from 'class-validator';
import type { JobParamDto } from './available-jobs.dto.js';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** What a job can be told, by the rules that its payload declares. */
export function paramsOf(payload: new () => object): JobParamDto[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(payload, '', true, false);
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  return names.map((name) =>
    toParam(name, new Map(rules.filter(isOf(name)).map((rule) => [rule.name, rule]))),
  );
}

const isOf =
  (name: string) =>
  ({ propertyName }: Rule): boolean =>
    propertyName === name;

function toParam(name: string, rules: ReadonlyMap<string | undefined, Rule>): JobParamDto {
  const choices = (rules.get('isIn')?.constraints?.[0] ?? []) as string[];
  const kind = rules.has('isIn')
    ? 'choice'
    : rules.has('isIso8601')
      ? 'day'
      : rules.has('isArray')
        ? 'texts'
        : 'text';
  return { name, kind, choices: [...choices], required: !rules.has('isOptional') };
}
