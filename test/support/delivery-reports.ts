const crlf = (text: string): string => text.trimStart().replaceAll('\n', '\r\n')

/** As Postfix writes it: the status, then the whole mail that came back. */
export const postfix = (messageId: string, status = '5.1.1', action = 'failed'): string =>
  crlf(`
Return-Path: <>
Received: by mx.essai.example (Postfix)
	id 4T2X7K0001; Mon, 23 Nov 2026 10:00:03 +0100 (CET)
Date: Mon, 23 Nov 2026 10:00:03 +0100 (CET)
From: MAILER-DAEMON@mx.essai.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ne-pas-repondre@essai.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4T2X7J0000.1795424403/mx.essai.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261123090003.4T2X7K0001@mx.essai.example>

This is a MIME-encapsulated message.

--4T2X7J0000.1795424403/mx.essai.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.essai.example.

<camille@exemple.fr>: host mail.exemple.fr[192.0.2.25] said: 550 5.1.1
    <camille@exemple.fr>: Recipient address rejected: User unknown
    (in reply to RCPT TO command)

--4T2X7J0000.1795424403/mx.essai.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.essai.example
X-Postfix-Queue-ID: 4T2X7J0000
X-Postfix-Sender: rfc822; ne-pas-repondre@essai.example
Arrival-Date: Mon, 23 Nov 2026 10:00:02 +0100 (CET)

Final-Recipient: rfc822; camille@exemple.fr
Original-Recipient: rfc822;camille@exemple.fr
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.exemple.fr
Diagnostic-Code: smtp; 550 5.1.1 <camille@exemple.fr>: Recipient address
    rejected: User unknown

--4T2X7J0000.1795424403/mx.essai.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

Return-Path: <ne-pas-repondre@essai.example>
From: Mon espace Essai <ne-pas-repondre@essai.example>
To: camille@exemple.fr
Subject: =?UTF-8?Q?Accus=C3=A9?=
Message-ID: ${messageId}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="--_NmP-1"

----_NmP-1
Content-Type: text/plain

Bonjour
----_NmP-1--

--4T2X7J0000.1795424403/mx.essai.example--
`)

/** As Exchange Online writes it: several texts first, and only the headers come back. */
export const exchange = (messageId: string): string =>
  crlf(`
From: <postmaster@exemple.fr>
To: <ne-pas-repondre@essai.example>
Date: Mon, 23 Nov 2026 09:00:04 +0000
Content-Type: multipart/report; report-type=delivery-status;
	boundary="cfda2d5e-dae0-4b3f-a8a3-1fd5d3f3d0c5"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: fr-FR
Message-ID: <0b6d@exemple.fr>
In-Reply-To: ${messageId}
References: ${messageId}
Subject: Non remis
MIME-Version: 1.0

--cfda2d5e-dae0-4b3f-a8a3-1fd5d3f3d0c5
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="68a3"

--68a3
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

Vm90cmUgbWVzc2FnZSBuJ2EgcGFzIMOpdMOpIHJlbWlz
--68a3
Content-Type: text/html; charset="utf-8"

<p>Votre message n’a pas été remis</p>
--68a3--

--cfda2d5e-dae0-4b3f-a8a3-1fd5d3f3d0c5
Content-Type: message/delivery-status

Reporting-MTA: dns;PR0P264MB0001.FRAP264.PROD.OUTLOOK.COM
Received-From-MTA: dns;mx.essai.example
Arrival-Date: Mon, 23 Nov 2026 09:00:03 +0000

Final-Recipient: rfc822;camille@exemple.fr
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
 by SMTP address lookup

--cfda2d5e-dae0-4b3f-a8a3-1fd5d3f3d0c5
Content-Type: text/rfc822-headers

From: Mon espace Essai <ne-pas-repondre@essai.example>
To: <camille@exemple.fr>
Message-ID:
 ${messageId}
Subject: Essai

--cfda2d5e-dae0-4b3f-a8a3-1fd5d3f3d0c5--
`)

/** As Gmail writes it: texts and a picture in one part, and the mail that came back without its body. */
export const gmail = (messageId: string): string =>
  crlf(`
Delivered-To: ne-pas-repondre@essai.example
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: ne-pas-repondre@essai.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: ${messageId}
In-Reply-To: ${messageId}
X-Failed-Recipients: camille@exemple.fr
Message-ID: <6743.0a@mx.google.com>
Date: Mon, 23 Nov 2026 01:00:05 -0800 (PST)
Content-Type: multipart/report; boundary="000000000000a1"; report-type=delivery-status

--000000000000a1
Content-Type: multipart/related; boundary="000000000000b2"

--000000000000b2
Content-Type: multipart/alternative; boundary="000000000000c3"

--000000000000c3
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

** Adresse introuvable **

--000000000000c3
Content-Type: text/html; charset="UTF-8"

<html><body><img src=3D"cid:icon.png"></body></html>

--000000000000c3--

--000000000000b2
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=

--000000000000b2--

--000000000000a1
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 23 Nov 2026 01:00:03 -0800 (PST)
X-Original-Message-ID: ${messageId}

Final-Recipient: rfc822; camille@exemple.fr
Action: failed
Status: 5.2.2
Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.26, the server for the domain exemple.fr.)
Diagnostic-Code: smtp; 552-5.2.2 The email account that you tried to reach is over quota.
Last-Attempt-Date: Mon, 23 Nov 2026 01:00:05 -0800 (PST)

--000000000000a1
Content-Type: message/rfc822

Received: by 2002:a05:6000 with SMTP id x1;
        Mon, 23 Nov 2026 01:00:03 -0800 (PST)
Message-ID: ${messageId}
From: ne-pas-repondre@essai.example
To: camille@exemple.fr

----- Message truncated -----

--000000000000a1--
`)
