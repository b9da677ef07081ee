// biome-ignore-all lint: this file speaks the JavaScript of 1999, for Internet Explorer runs it too.
// A classic script, copied as it is: what stops main.js from being read at all must not stop this one. It reads no
// version: `URL.canParse` came with the oldest browsers of .browserslistrc, WebCrypto is what sessions need.
;(function () {
  function show(name, shown) {
    var all = document.querySelectorAll('[data-' + name + ']')
    for (var i = 0; i < all.length; i++) {
      if (shown) all[i].removeAttribute('hidden')
      else all[i].setAttribute('hidden', '')
    }
  }
  var able = window.crypto && window.crypto.subtle && window.fetch && window.Promise
  if (!able) {
    show('navigateur-incapable', true)
    show('reprise', false)
  } else if (!(window.URL && URL.canParse)) show('navigateur-ancien', true)
})()
