/** An order of the year that ends, and what no invoice of that year has released. */
export interface ModelOrder {
  number: string;
  openCents: number;
}

/** Money that was carried over, and which orders it took along; no limit = all of it. */
interface ModelCarry {
  requestId: number;
  cents: number;
  takes: Map<string, { limitCents: number | null }>;
  takenBack: boolean;
}

/**
 * The second bookkeeper's orders (0030): what is ordered goes before what is free, the oldest first, as far as the
 * money reaches that was carried and has taken nothing along yet.
 */
export class CarriedOrders {
  /** The oldest first. */
  readonly orders: ModelOrder[] = [];
  readonly carries: ModelCarry[] = [];

  /** What of an order went along: what every carry that stands took, never more than is open. */
  alongOf({ number, openCents }: ModelOrder): number {
    const limits = this.carries.flatMap((carry) => {
      const taken = carry.takenBack ? undefined : carry.takes.get(number);
      return taken === undefined ? [] : [taken.limitCents ?? openCents];
    });
    return Math.min(
      openCents,
      limits.reduce((sum, limit) => sum + limit, 0),
    );
  }

  along(): number {
    return this.orders.reduce((sum, order) => sum + this.alongOf(order), 0);
  }

  carried(): number {
    return this.carries.reduce((sum, carry) => (carry.takenBack ? sum : sum + carry.cents), 0);
  }

  /** `before` was carried out of the line before anybody knew of orders. */
  carry(requestId: number, cents: number, before: number): void {
    let left = Math.max(0, before + this.carried() - this.along() + cents);
    const takes: ModelCarry['takes'] = new Map();
    for (const order of this.orders) {
      const open = order.openCents - this.alongOf(order);
      if (open <= 0 || left <= 0) continue;
      takes.set(order.number, { limitCents: left < open ? left : null });
      left -= Math.min(left, open);
    }
    this.carries.push({ requestId, cents, takes, takenBack: false });
  }
}
