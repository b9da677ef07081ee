-- What the acknowledgement said of the ways to pay, the reminders that left, and when an attempt last asked for a human.

alter table montant_du
  add column en_ligne boolean not null default true,
  add column rappele_le timestamptz,
  add column relance_le timestamptz;
comment on column montant_du.en_ligne is 'Whether one could pay on line when it was frozen: the acknowledgement says it again for ever.';
comment on column montant_du.rappele_le is 'When the last day to pay was reminded of, before it; null again with another day.';
comment on column montant_du.relance_le is 'When it was said that the last day had passed; null again with another day.';

alter table paiement add column alarme_le timestamptz;
comment on column paiement.alarme_le is 'When an alarm was last written in the log for it: once a day at most.';
