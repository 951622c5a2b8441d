// What we use of yaml.

export interface Token {
  type: string;
  offset: number;
}

export interface Node {
  anchor?: string;
  tag?: string;
  range: [number, number, number];
}

export interface Scalar extends Node {
  value: unknown;
  type?: "BLOCK_FOLDED" | "BLOCK_LITERAL" | "PLAIN" | "QUOTE_DOUBLE" | "QUOTE_SINGLE";
}

export interface Pair {
  key: Node;
  value: Node | null;
}

export interface YAMLMap extends Node {
  items: Pair[];
}

export interface YAMLSeq extends Node {
  items: Node[];
}

export interface Options {
  schema: "failsafe";
  uniqueKeys: boolean;
}

export class Document {
  contents: Node | null;
  range: [number, number, number];
}

export class Composer {
  constructor(options: Options);
  onError: (source: number | [number, number] | { offset: number }, code: string, message: string) => void;
  next(token: Token): Iterable<Document>;
  end(): Iterable<Document>;
}

export class LineCounter {
  addNewLine: (offset: number) => number;
  linePos(offset: number): { line: number; col: number };
}

export class Parser {
  constructor(onNewLine: (offset: number) => void);
  offset: number;
  parse(source: string): Iterable<Token>;
  next(lexeme: string): Iterable<Token>;
}

export function isMap(node: unknown): node is YAMLMap;
export function isScalar(node: unknown): node is Scalar;
export function isSeq(node: unknown): node is YAMLSeq;
