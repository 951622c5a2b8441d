// What we use of MiniSearch.

export interface Options {
  fields: string[];
  tokenize: (text: string) => string[];
  processTerm: (term: string) => string;
}

export interface Found {
  id: number;
  score: number;
  match: { [term: string]: string[] };
}

export interface Query {
  tokenize: (text: string) => string[];
  prefix?: boolean;
  fuzzy?: number;
}

export default class MiniSearch {
  constructor(options: Options);
  addAll(documents: object[]): void;
  search(words: string, query: Query): Found[];
}
