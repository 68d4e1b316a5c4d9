import type { Step } from '../demo/steps.js';

/** What a supergraph is for: joins both ways, references, a write, and a failure that stays where it is. */
export const supergraphSteps: readonly Step[] = [
  {
    title: 'A join: the orders know ids, this service knows who that is',
    document: `query Orders {
  orders {
    total
    contact {
      firstName
      title
    }
    seller {
      name
    }
    membership {
      status
      discount
    }
  }
}`,
    expected: {
      data: {
        orders: [
          { total: 120, contact: { firstName: 'Ada' }, seller: { name: 'Ada Lovelace' }, membership: { discount: 10 } },
          { total: 80 },
        ],
      },
    },
  },
  {
    title: 'A person by the e-mail address that an order holds',
    document: `query Buyer {
  order(id: "o-1") {
    buyer {
      id
      name {
        full
      }
      contacts {
        title
      }
    }
  }
}`,
    expected: { data: { order: { buyer: { name: { full: 'Ada Lovelace' } } } } },
  },
  {
    title: "The other way: a person's orders, found by an address that clients never see as a key",
    document: `query Ada {
  person(by: { phoneNumber: "+4930901820" }) {
    name {
      full
    }
    orders {
      total
    }
  }
}`,
    expected: { data: { person: { name: { full: 'Ada Lovelace' }, orders: [{ total: 120 }] } } },
  },
  {
    title: 'A write here, and what the other subgraph knows of the same contact',
    document: `mutation Promote($input: UpdateContactInput!) {
  updateContact(input: $input) {
    contact {
      title
      orders {
        total
      }
    }
    write {
      state
    }
  }
}`,
    variables: { input: { id: '1', title: 'Countess', permissions: ['INVOICES', 'PROJECTS'] } },
    expected: {
      data: {
        updateContact: { contact: { title: 'Countess', orders: [{ total: 120 }] }, write: { state: 'DELIVERED' } },
      },
    },
  },
  {
    title: 'A failure: Numi is down. What it holds is null, with its code, and the rest arrives',
    faults: { vendor: 'numi', body: { outage: true } },
    document: `query Orders {
  order(id: "o-1") {
    total
    profile {
      firstName
      points
    }
    contact {
      title
    }
  }
}`,
    expected: {
      errors: [{ extensions: { code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI', retryable: true } }],
      data: { order: { total: 120, profile: { firstName: null, points: 11 }, contact: { title: 'Countess' } } },
    },
  },
];
