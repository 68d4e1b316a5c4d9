import {
  ColumnDefinitionNode,
  DataTypeNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  type QueryResult,
  RawNode,
  type UnknownRow,
} from 'kysely';

/**
 * Makes every column of text compare byte by byte, as the embedded database does: pages come in the same order from
 * both, and an upgrade of the operating system's collations breaks no index.
 */
export const bytewiseText: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => result,
};

class BytewiseText extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const { dataType } = node;
    const isText = DataTypeNode.is(dataType) && dataType.dataType === 'text';
    return super.transformColumnDefinition(
      isText ? { ...node, dataType: RawNode.createWithSql('text collate "C"') } : node,
    );
  }
}

const transformer = new BytewiseText();
