import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

/** A small subgraph of another team. It knows people by the keys of this service's entities, and nothing else of them. */
export const ordersText = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

scalar PhoneNumber

type Query {
  order(id: ID!): Order
  orders(first: Int! = 20): [Order!]!
}

type Mutation {
  placeOrder(contactId: ID!, total: Int!): Order!
}

type Order @key(fields: "id") {
  id: ID!
  total: Int!
  contact: Contact
  seller: User
  profile: Profile
  buyer: Person
  membership: GroupMembership
}

type Contact @key(fields: "id") {
  id: ID!
  orders: [Order!]!
}

type User @key(fields: "id") {
  id: ID!
  sold: [Order!]!
}

type Profile @key(fields: "phoneNumber") {
  phoneNumber: PhoneNumber!
  points: Int!
}

type Person @key(fields: "email") {
  email: String
  orders: [Order!]!
}

type GroupMembership @key(fields: "userId groupId") {
  userId: ID
  groupId: ID!
  discount: Int!
}

type PageInfo @shareable {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}
`;

interface Order {
  readonly id: string;
  readonly total: number;
  readonly contactId: string;
  readonly sellerId: string;
  readonly phoneNumber: string;
  readonly email: string;
  readonly groupId: string;
}

const firstOrders: readonly Order[] = [
  {
    id: 'o-1',
    total: 120,
    contactId: '1',
    sellerId: '1',
    phoneNumber: '+4930901820',
    email: 'ada.lovelace@example.com',
    groupId: 'mathematicians',
  },
  {
    id: 'o-2',
    total: 80,
    contactId: '2',
    sellerId: '2',
    phoneNumber: '+12025550143',
    email: 'grace.hopper@example.com',
    groupId: 'newsletter',
  },
];

export interface OrdersSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/** @param orders that there are; two of well-known people where it is left out. */
export async function startOrders(orders: readonly Order[] = firstOrders): Promise<OrdersSubgraph> {
  const all = [...orders];
  const resolvers = {
    Query: {
      order: (_: unknown, { id }: { id: string }) => all.find((order) => order.id === id) ?? null,
      orders: (_: unknown, { first }: { first: number }) => all.slice(0, first),
    },
    Mutation: {
      placeOrder: (_: unknown, { contactId, total }: { contactId: string; total: number }) => {
        const [like] = firstOrders as [Order];
        const order = { ...like, id: `o-${all.length + 1}`, contactId, total };
        all.push(order);
        return order;
      },
    },
    Order: {
      contact: ({ contactId }: Order) => ({ id: contactId }),
      seller: ({ sellerId }: Order) => ({ id: sellerId }),
      profile: ({ phoneNumber }: Order) => ({ phoneNumber }),
      buyer: ({ email }: Order) => ({ email }),
      membership: ({ sellerId, groupId }: Order) => ({ userId: sellerId, groupId }),
    },
    Contact: { orders: ({ id }: { id: string }) => all.filter(({ contactId }) => contactId === id) },
    User: { sold: ({ id }: { id: string }) => all.filter(({ sellerId }) => sellerId === id) },
    Profile: { points: ({ phoneNumber }: { phoneNumber: string }) => phoneNumber.length },
    Person: { orders: ({ email }: { email: string }) => all.filter((order) => order.email === email) },
    GroupMembership: { discount: () => 10 },
  };
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(ordersText), resolvers }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, close: () => server.stop() };
}
