import type { Random } from './random.js';

interface CustomerSlot {
  readonly customerId: number;
  readonly isPrimary: boolean;
  readonly isActive: boolean;
}

/** Customer 1 has more contacts than fit one page or two batches of any vendor. */
const largeCustomer = { size: 143, inactive: 7 };
const largestOther = 20;

/**
 * A place at a customer for each contact. The first two are at customer 1, the very first one as its
 * primary contact; every other customer's primary is its earliest one. All primaries are active.
 */
export function drawCustomerSlots(contacts: number, customers: number, random: Random): CustomerSlot[] {
  const sizes = drawSizes(contacts - largeCustomer.size, customers - 1, random);
  const places = [
    ...Array.from({ length: largeCustomer.size - 2 }, () => 1),
    ...sizes.flatMap((size, index) => Array.from({ length: size }, () => index + 2)),
  ];
  const customerIds = [1, 1, ...random.shuffle(places)];
  // Neither the first two nor any primary contact, which the vendor's lists put first, may be inactive.
  const candidates = customerIds.flatMap((customerId, index) => (customerId === 1 && index > 1 ? [index] : []));
  const inactive = new Set(random.shuffle(candidates).slice(0, largeCustomer.inactive));
  const known = new Set<number>();
  return customerIds.map((customerId, index) => {
    const isPrimary = !known.has(customerId);
    known.add(customerId);
    const isInactive = customerId === 1 ? inactive.has(index) : random.chance(0.06);
    return { customerId, isPrimary, isActive: isPrimary || !isInactive };
  });
}

/** From 1 to 20 for each, small ones more often, with the sum asked for. */
function drawSizes(sum: number, count: number, random: Random): number[] {
  const sizes = Array.from({ length: count }, () =>
    Math.min(random.integer(1, largestOther), random.integer(1, largestOther)),
  );
  for (;;) {
    const excess = sizes.reduce((total, size) => total + size, 0) - sum;
    if (excess === 0) return sizes;
    const place = random.integer(0, count - 1);
    const changed = (sizes[place] ?? 0) - Math.sign(excess);
    if (changed >= 1 && changed <= largestOther) sizes[place] = changed;
  }
}
