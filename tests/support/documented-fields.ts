import type { openApiDocument } from '../../api/openapi.ts';
import type { Route } from '../../api/route.ts';
import type { FieldSchema } from './wrong-values.ts';

/** A field as the documentation has it. */
export interface DocumentedField {
  field: string;
  schema: FieldSchema;
  required: boolean;
}

type Document = ReturnType<typeof openApiDocument>;

interface Parameter {
  name: string;
  in: string;
  schema: FieldSchema;
}

interface ObjectSchema {
  $ref?: string;
  oneOf?: ObjectSchema[];
  properties?: Record<string, FieldSchema>;
  required?: string[];
}

/** The fields of a body; where it comes in variants, of the one whose `method` the right body has. */
export function documentedBody(document: Document, route: Route, rightBody: () => object): DocumentedField[] {
  const operation = document.paths?.[route.path]?.[route.method];
  const body = operation?.requestBody as { content: Record<string, { schema: ObjectSchema }> } | undefined;
  const whole = resolved(document, body?.content[route.bodyType]?.schema);
  const hasMethod = ({ properties }: ObjectSchema) =>
    properties?.['method']?.enum?.includes((rightBody() as { method?: unknown }).method);
  const variant = whole.oneOf?.map((one) => resolved(document, one)).find(hasMethod);
  const { properties = {}, required = [] } = variant ?? whole;
  return Object.entries(properties).map(([field, schema]) => ({ field, schema, required: required.includes(field) }));
}

/** The fields of a query. */
export function documentedQuery(document: Document, route: Route): Omit<DocumentedField, 'required'>[] {
  const parameters = (document.paths?.[route.path]?.[route.method]?.parameters ?? []) as Parameter[];
  return parameters.filter((one) => one.in === 'query').map(({ name, schema }) => ({ field: name, schema }));
}

function resolved(document: Document, schema: ObjectSchema | undefined): ObjectSchema {
  if (schema?.$ref === undefined) return schema ?? {};
  const name = schema.$ref.replace('#/components/schemas/', '');
  return document.components?.schemas?.[name] as ObjectSchema;
}
