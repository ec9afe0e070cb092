import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The folder of the project. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A TypeScript file of the project, its name from the root. */
export interface Source {
  name: string;
  text: string;
}

const notOurs = /^(node_modules|dist|coverage|\..*)$/;

/** Every TypeScript file below these places of the project, in order of their names. */
export function sourcesIn(...places: readonly string[]): Source[] {
  const namesIn = (place: string): string[] =>
    readdirSync(path.join(projectRoot, place), { withFileTypes: true })
      .filter(({ name }) => !notOurs.test(name))
      .flatMap((entry) => {
        const name = path.posix.join(place, entry.name);
        if (entry.isDirectory()) return namesIn(name);
        return name.endsWith('.ts') ? [name] : [];
      });
  return places
    .flatMap(namesIn)
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(projectRoot, name), 'utf8') }));
}

/** Parses a source; its nodes know their parents. */
export function parsed({ name, text }: Source): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** Everything a file exports under a name of its own, without a docstring: `name of the export (line)`. */
export function undocumentedExports(source: Source): string[] {
  const file = parsed(source);
  return file.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    const isExported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported || isDocumented(statement) || isLaterOverload(statement, file)) return [];
    const line = file.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
    return [`${source.name}:${line} ${exportedNames(statement).join(', ')}`];
  });
}

function isDocumented(statement: ts.Statement): boolean {
  return ts
    .getJSDocCommentsAndTags(statement)
    .some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '');
}

/** The docstring of an overloaded function stands at its first signature. */
function isLaterOverload(statement: ts.Statement, file: ts.SourceFile): boolean {
  if (!ts.isFunctionDeclaration(statement)) return false;
  const before = file.statements[file.statements.indexOf(statement) - 1];
  return before !== undefined && ts.isFunctionDeclaration(before) && before.name?.text === statement.name?.text;
}

function exportedNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.Statement & { name?: ts.Identifier };
  return [name?.text ?? 'default'];
}

/** The places at which a file reads the environment of its process, in whichever way it is written. */
export function environmentReads(source: Source): string[] {
  const file = parsed(source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (readsEnvironment(node)) {
      found.push(`${source.name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function readsEnvironment(node: ts.Node): boolean {
  const isProcess = (of: ts.Expression) => /^(globalThis\.|global\.)?process$/.test(of.getText());
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node))
    return /^['"`]env['"`]$/.test(node.argumentExpression.getText()) && isProcess(node.expression);
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer)
    return (
      isProcess(node.initializer) &&
      node.name.elements.some((each) => (each.propertyName ?? each.name).getText() === 'env')
    );
  if (ts.isImportDeclaration(node))
    return (
      /^['"](node:)?process['"]$/.test(node.moduleSpecifier.getText()) &&
      /\benv\b/.test(node.importClause?.getText() ?? '')
    );
  return false;
}
