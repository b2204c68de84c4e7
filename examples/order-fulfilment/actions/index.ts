export { chargeCard } from './charge-card';
export { bookShipment } from './book-shipment';
export { releaseStock, reserveStock } from './stock';
