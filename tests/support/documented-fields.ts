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
  type?: string;
  properties?: Record<string, ObjectSchema>;
  required?: string[];
  items?: ObjectSchema;
}

/** A body, or an object in one: what it holds by name. */
export type Body = Record<string, unknown>;

/**
 * The fields of a body, those of its objects and of the first object of each of its lists among them (`letter/salary`,
 * `files/0/fileId`); where one comes in variants, of the variant that the right body is.
 */
export function documentedBody(document: Document, route: Route, rightBody: Body): DocumentedField[] {
  const operation = document.paths?.[route.path]?.[route.method];
  const body = operation?.requestBody as { content: Record<string, { schema: ObjectSchema }> } | undefined;
  return fieldsOf(document, body?.content[route.bodyType]?.schema, rightBody);
}

/** The body with another value in one place; undefined leaves the field out. */
export function withValue(body: Body, field: string, value: unknown): Body {
  const [name = '', ...inner] = field.split('/');
  if (inner.length === 0) return { ...body, [name]: value };
  const held = body[name];
  if (!Array.isArray(held)) return { ...body, [name]: withValue(held as Body, inner.join('/'), value) };
  const [first, ...others] = held as Body[];
  return { ...body, [name]: [withValue(first ?? {}, inner.slice(1).join('/'), value), ...others] };
}

function fieldsOf(document: Document, told: ObjectSchema | undefined, right: Body): DocumentedField[] {
  const whole = resolved(document, told);
  const variants = whole.oneOf?.map((one) => resolved(document, one));
  const { properties = {}, required = [] } = variants?.find((one) => isOf(one, right)) ?? whole;
  return Object.entries(properties).flatMap(([field, schema]) => [
    { field, schema: schema as FieldSchema, required: required.includes(field) },
    ...within(document, schema, right[field]).map((inner) => ({ ...inner, field: `${field}/${inner.field}` })),
  ]);
}

/** The fields of what stands in a field; of one that the right body leaves out none, as nothing can be made wrong in it. */
function within(document: Document, schema: ObjectSchema, value: unknown): DocumentedField[] {
  const { items, ...held } = resolved(document, schema);
  if (items === undefined) return value === undefined ? [] : fieldsOf(document, held, value as Body);
  const [first] = (value ?? []) as Body[];
  return (first === undefined ? [] : fieldsOf(document, items, first)).map((inner) => ({
    ...inner,
    field: `0/${inner.field}`,
  }));
}

/** Whether a body is of a variant: each field that the variant fixes has its value. */
function isOf({ properties = {} }: ObjectSchema, body: Body): boolean {
  const fixed = Object.entries(properties as Record<string, FieldSchema>).filter(([, one]) => one.enum?.length === 1);
  return fixed.every(([name, one]) => one.enum?.includes(body[name]));
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
