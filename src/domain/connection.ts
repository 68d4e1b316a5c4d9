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
  const cursorAt = (index: number): string | null => {
    const node = nodes[index];
    return node === undefined ? null : cursorOf(node, index);
  };
  let edges: readonly Edge<Node>[] | undefined;
  return {
    // A cursor for each node costs more than the page, and is seldom asked for.
    get edges() {
      return (edges ??= nodes.map((node, index) => ({ node, cursor: cursorOf(node, index) })));
    },
    nodes,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: cursorAt(0),
      endCursor: cursorAt(nodes.length - 1),
    },
    totalCount: page.totalCount ?? null,
  };
}
