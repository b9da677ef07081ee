/** Answers that come and are no answer, made from the right one. */
export const unreadable: Readonly<Record<string, (text: string) => string>> = {
  HTML: () => '<!doctype html><html><body>Bad gateway</body></html>',
  nothing: () => '',
  'a bomb': (text) =>
    text
      .replace('<e:Envelope', '<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><e:Envelope')
      .replace('Words', '&b;'),
  'an external entity': (text) =>
    text
      .replace('<e:Envelope', '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/hostname">]><e:Envelope')
      .replace('Words', '&x;'),
  'a processing instruction': (text) => text.replace('<result>', '<?x y?><result>'),
  'SOAP 1.2': (text) =>
    text.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
  'another namespace of operations': (text) => text.replace('http://impl.ws', 'http://impl2.ws'),
  'another namespace of objects': (text) => text.replace('http://obj.ws', 'http://obj2.ws'),
  'no namespace at all': (text) => text.replace(/ xmlns="[^"]*"/, ''),
  'two bodies': (text) => text.replace('</e:Body>', '</e:Body><e:Body/>'),
  'two responses': (text) => text.replace(/(<\w+Response[\s\S]*)<\/e:Body>/, '$1$1</e:Body>'),
  'the response of another operation': (text) => text.replace(/(\w+)Response/g, 'manageWebWalletResponse'),
  'a fault': () =>
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode></e:Fault></e:Body></e:Envelope>',
  'two results': (text) => text.replace(/(<result>.*<\/result>)/, '$1$1'),
  'no result': (text) => text.replace(/<result>.*<\/result>/, ''),
  'a nil result': (text) => text.replace(/<result>.*<\/result>/, '<result i:nil="true"/>'),
  'nil, and yet full': (text) => text.replace('<result>', '<result i:nil="true">'),
  'two codes': (text) => text.replace(/(<o:code>.*<\/o:code>)/, '<o:code>01111</o:code>$1'),
  'a code with elements in it': (text) => text.replace('00000', '<o:x>00000</o:x>'),
  'a header that must be understood': (text) =>
    text.replace('<e:Body>', '<e:Header><x e:mustUnderstand="1"/></e:Header><e:Body>'),
  'a megabyte and more': (text) => text.replace('Words', 'W'.repeat(1_048_577)),
  'half of it': (text) => text.slice(0, text.length / 2),
}
