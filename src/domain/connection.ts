/** A page of a list in the shape of the Relay connection specification. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: ConnectionPageInfo;
  /** The length of the whole list, or null where nobody tells. */
  readonly totalCount: number | null;
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

export interface ConnectionPageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** Builds a page from its nodes. `cursorOf` must make a cursor that still means the same place after a restart. */
export function connection<Node>(
  nodes: readonly Node[],
  cursorOf: (node: Node, index: number) => string,
  page: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly totalCount?: number | null },
): Connection<Node> {
  const edges = nodes.map((node, index) => ({ node, cursor: cursorOf(node, index) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.totalCount ?? null,
  };
}
