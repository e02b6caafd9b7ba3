const realNow = Date.now.bind(Date);
let offset = 0;

/** From now on `Date` in this process is sandbox time: real time plus `milliseconds`. */
export function setClockOffset(milliseconds: number): void {
  offset = milliseconds;
}

export { realNow };

const RealDate = Date;
const now = (): number => realNow() + offset;

// A proxy rather than a subclass, so that dates made before and after are instances of the same class.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parameters, newTarget) =>
    Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget) as Date,
  apply: () => new RealDate(now()).toString(),
});
RealDate.now = now;
RealDate.prototype.constructor = globalThis.Date;
