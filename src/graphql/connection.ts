import { Max, MaxLength, Min } from 'class-validator';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Connection, ConnectionPageInfo, Edge } from '../domain/connection.js';
import { sized } from './list-size.js';

/** Records of a page where nobody says how many. */
const usualPage = 20;

@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: usualPage, description: 'How many records to answer at the most: 1 to 100.' })
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Answer what comes behind this cursor: an `endCursor` of the same list. Cursors stay good when the server restarts.',
  })
  @MaxLength(500)
  after?: string | null;
}

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo implements ConnectionPageInfo {
  @Field(() => Boolean, { description: 'Whether more records follow: ask for them with `after: endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether records come before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first record. Null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last record. Null on an empty page.' })
  endCursor!: string | null;
}

/** The connection and edge types of a node, by the Relay specification. `totalCount` says what the count means, where there is one; `name` is that of the node, where its class has another. */
export function connectionOf<Node extends object>(
  node: ClassType<Node>,
  texts: { readonly records: string; readonly totalCount?: string; readonly name?: string },
): ClassType<Connection<Node>> {
  const name = texts.name ?? node.name;

  @ObjectType(`${name}Edge`, { description: `One of the ${texts.records}, with its place in the list.` })
  class NodeEdge implements Edge<Node> {
    @Field(() => node, { description: 'The record.' })
    node!: Node;

    @Field(() => String, { description: 'The place of the record, for `after`.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${texts.records}.` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: 'The records with their cursors.' })
    edges!: readonly Edge<Node>[];

    @Field(() => [node], { description: 'The records alone.' })
    nodes!: readonly Node[];

    @Field(() => PageInfo, { description: 'Where the page stands in its list.' })
    pageInfo!: PageInfo;

    totalCount!: number | null;
  }

  if (texts.totalCount !== undefined) {
    Field(() => Int, { nullable: true, description: texts.totalCount })(NodeConnection.prototype, 'totalCount');
  }
  return NodeConnection;
}

/** The cost of a page: that of one record, as often as the page may hold one. A negative page must not pay for another. */
export const pageComplexity = sized(
  { assumedSize: usualPage, slicingArguments: ['first'], sizedFields: ['edges', 'nodes'] },
  ({ args, childComplexity }: { args: { first?: number }; childComplexity: number }): number =>
    1 + childComplexity * Math.max(0, args.first ?? usualPage),
);
