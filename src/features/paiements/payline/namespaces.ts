export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
/** Of the operations and what stands directly in them. */
export const IMPL = 'http://impl.ws.payline.experian.com'
/** Of the objects that they hold. */
export const OBJ = 'http://obj.ws.payline.experian.com'
