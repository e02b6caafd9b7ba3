import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../core/errors.ts";
import type { Item } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import type { Condition } from "../expressions/condition.ts";
import { pathClash } from "../expressions/document-path.ts";
import type { Action } from "../expressions/update.ts";
import { notWellFormed } from "./errors.ts";
import { ExpressionParser, unexpected } from "./expression-parser.ts";
import { Tokens } from "./lexer.ts";
import { ValueParser } from "./value-parser.ts";

type Path = (string | number)[];

export interface Select {
  kind: "select";
  table: string;
  index?: string;
  /** Undefined: all attributes. */
  paths?: Path[];
  where?: Condition;
  orderBy: { name: string; isDescending: boolean }[];
}

interface Returning {
  modified: boolean;
  when: "OLD" | "NEW";
}

export type Write =
  | { kind: "insert"; table: string; item: Item; ignoresDuplicate: boolean }
  | { kind: "update"; table: string; actions: Action[]; where?: Condition; returning?: Returning }
  | { kind: "delete"; table: string; where?: Condition; returning?: Returning }
  /** EXISTS(SELECT ...): a condition check of a transaction. */
  | { kind: "exists"; table: string; select: Select };

export type Statement = Select | Write;

/** Reads a statement with its parameters: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html (2026-11). */
export function parseStatement(text: string, parameters: readonly AttributeValue[] = []): Statement {
  const values = new ValueParser(new Tokens(text), parameters);
  const statement = new StatementParser(values).statement();
  values.checkAllUsed();
  return statement;
}

class StatementParser {
  readonly #tokens: Tokens;
  readonly #values: ValueParser;
  readonly #expressions: ExpressionParser;

  constructor(values: ValueParser) {
    this.#tokens = values.tokens;
    this.#values = values;
    this.#expressions = new ExpressionParser(values);
  }

  statement(): Statement {
    const statement = this.#body();
    this.#tokens.take(";");
    if (this.#tokens.peek().kind !== "end") throw notWellFormed("Unexpected token after expression");
    return statement;
  }

  #body(): Statement {
    if (this.#tokens.takeWords("SELECT")) return this.#select();
    if (this.#tokens.takeWords("INSERT", "INTO")) return this.#insert();
    if (this.#tokens.takeWords("UPDATE")) return this.#update();
    if (this.#tokens.takeWords("DELETE", "FROM")) return this.#delete();
    if (this.#tokens.takeWords("EXISTS")) return this.#exists();
    if (this.#tokens.takeWords("FROM")) throw new NotEmulated("dynamodb PartiQL statements that begin with FROM");
    throw notWellFormed("Expected data manipulation");
  }

  #select(): Select {
    if (this.#tokens.takeWords("VALUE") || this.#tokens.takeWords("PIVOT"))
      throw validation("Select projection doesn't support value or pivot keywords");
    const paths = this.#projection();
    if (!this.#tokens.takeWords("FROM")) throw notWellFormed("Expected FROM");
    const table = this.#tableName(() => unexpected(this.#tokens));
    const index = this.#tokens.take(".") ? this.#tableName(() => unexpected(this.#tokens)) : undefined;
    if (this.#tokens.take(",")) throw validation("Only select from a single table or index is supported.");
    this.#refuseAlias();
    const where = this.#where();
    return {
      kind: "select",
      table,
      ...(index !== undefined && { index }),
      ...(paths && { paths }),
      ...(where && { where }),
      orderBy: this.#tokens.takeWords("ORDER", "BY") ? this.#orderBy() : [],
    };
  }

  #projection(): Path[] | undefined {
    if (this.#tokens.take("*")) {
      if (this.#tokens.take(","))
        throw validation("Other attributes should not be present in the projection when '*' is used.");
      return undefined;
    }
    const paths: Path[] = [];
    do {
      if (this.#tokens.take("*"))
        throw validation("Other attributes should not be present in the projection when '*' is used.");
      if (this.#tokens.peek().kind === "word" && this.#tokens.peek(1).text === "(")
        throw new NotEmulated(`dynamodb PartiQL functions in a projection (${this.#tokens.peek().text})`);
      paths.push(this.#expressions.path().parts);
      if (this.#isArithmetic()) throw new NotEmulated("dynamodb PartiQL arithmetic in a projection");
      if (this.#tokens.takeWords("AS")) throw validation("Aliasing is not supported");
    } while (this.#tokens.take(","));
    checkNames(paths);
    return paths;
  }

  #isArithmetic(): boolean {
    const { kind, text } = this.#tokens.peek();
    return kind === "symbol" && (text === "+" || text === "-");
  }

  #orderBy(): Select["orderBy"] {
    const keys: Select["orderBy"] = [];
    do {
      const { parts } = this.#expressions.path();
      if (parts.length > 1) throw validation("Argument to ORDER BY must be of type VariableReference. Type: Path");
      const isDescending = this.#tokens.takeWords("DESC");
      if (!isDescending) this.#tokens.takeWords("ASC");
      keys.push({ name: parts[0] as string, isDescending });
    } while (this.#tokens.take(","));
    return keys;
  }

  #insert(): Write {
    const table = this.#target();
    if (this.#tokens.takeWords("VALUES"))
      throw validation(
        'Unsupported operation: Inserting multiple items in a single statement is not supported, use "INSERT INTO tableName VALUE item" instead',
      );
    if (!this.#tokens.takeWords("VALUE")) throw notWellFormed("Unexpected token after expression");
    const { kind, text } = this.#tokens.peek();
    let item: Item;
    if (kind === "symbol" && text === "{") item = this.#values.struct("root", true);
    else {
      const map = this.#values.value()?.M;
      if (!map)
        throw validation(
          "Unsupported format in item expression. Please use struct format {...} to express item values for insert statement.",
        );
      item = map;
    }
    if (this.#tokens.takeWords("RETURNING")) throw validation("RETURNING is not supported in INSERT");
    if (!this.#tokens.takeWords("ON", "CONFLICT")) return { kind: "insert", table, item, ignoresDuplicate: false };
    if (!this.#tokens.takeWords("DO", "NOTHING"))
      throw validation('Invalid conflict action. Only "DO NOTHING" action is supported.');
    return { kind: "insert", table, item, ignoresDuplicate: true };
  }

  #update(): Write {
    const table = this.#target();
    this.#refuseAlias(["SET", "REMOVE"]);
    const actions: Action[] = [];
    for (;;) {
      if (this.#tokens.takeWords("SET")) {
        do actions.push(this.#assignment());
        while (this.#tokens.take(","));
      } else if (this.#tokens.takeWords("REMOVE")) {
        do actions.push({ kind: "REMOVE", parts: this.#expressions.path().parts });
        while (this.#tokens.take(","));
      } else break;
    }
    if (!actions.length) throw notWellFormed("Expected data manipulation");
    const clash = pathClash(actions.map(({ parts }) => parts));
    if (clash) throw validation(clash.message);
    const where = this.#where();
    const returning = this.#returning();
    return { kind: "update", table, actions, ...(where && { where }), ...(returning && { returning }) };
  }

  #assignment(): Action {
    const target = this.#expressions.path();
    this.#tokens.expect("=");
    const change = this.#expressions.setFunction(target);
    if (change) return { kind: change.kind, parts: target.parts, value: change.value };
    return { kind: "SET", parts: target.parts, value: this.#expressions.setValue() };
  }

  #delete(): Write {
    const table = this.#target();
    this.#refuseAlias();
    const where = this.#where();
    const returning = this.#returning();
    if (returning && (returning.modified || returning.when === "NEW"))
      throw validation(
        `Invalid returning clause: RETURNING ${returning.modified ? "MODIFIED" : "ALL"} ${returning.when} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
      );
    return { kind: "delete", table, ...(where && { where }), ...(returning && { returning }) };
  }

  #exists(): Write {
    this.#tokens.expect("(");
    if (!this.#tokens.takeWords("SELECT")) throw notWellFormed("Expected SELECT");
    const select = this.#select();
    this.#tokens.expect(")");
    return { kind: "exists", table: select.table, select };
  }

  #where(): Condition | undefined {
    return this.#tokens.takeWords("WHERE") ? this.#expressions.condition() : undefined;
  }

  #returning(): Returning | undefined {
    if (!this.#tokens.takeWords("RETURNING")) return undefined;
    const modified = this.#tokens.takeWords("MODIFIED");
    if (!modified && !this.#tokens.takeWords("ALL"))
      throw notWellFormed("Expected ALL or MODIFIED in RETURNING clause");
    const isOld = this.#tokens.takeWords("OLD");
    if (!isOld && !this.#tokens.takeWords("NEW")) throw notWellFormed("Expected OLD or NEW in RETURNING clause");
    if (!this.#tokens.take("*"))
      throw validation("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
    return { modified, when: isOld ? "OLD" : "NEW" };
  }

  /** The table of a write; one with an index is refused. */
  #target(): string {
    const table = this.#tableName(() => notWellFormed("Expected identifier for simple path"));
    if (this.#tokens.take(".")) throw validation("This operation is not supported on an index");
    return table;
  }

  #tableName(missing: () => Error): string {
    const { kind, text } = this.#tokens.peek();
    const isName = kind === "quoted" || (kind === "word" && !/^(where|from|set|remove|value)$/i.test(text));
    if (!isName) throw missing();
    this.#tokens.next();
    return text;
  }

  #refuseAlias(allowed: string[] = []): void {
    const { kind, text } = this.#tokens.peek();
    if (kind === "quoted") throw validation("Aliasing is not supported");
    if (kind !== "word" || allowed.includes(text.toUpperCase())) return;
    if (!/^(where|order|returning|set|remove)$/i.test(text)) throw validation("Aliasing is not supported");
  }
}

/** Names that a SELECT would give twice. */
function checkNames(paths: Path[]): void {
  const names = paths.map((parts) => parts.at(-1)).filter((name) => typeof name === "string");
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw validation(`Duplicate identifiers in select clause: ${repeated}`);
}
