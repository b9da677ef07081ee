-- The poll of the home page: one question at a time, and counters. Nobody who answers is known.

create table sondage (
  numero int generated always as identity primary key,
  question text not null constraint question_de_sondage_courte check (length(question) between 1 and 200),
  choix text[] not null constraint de_deux_a_six_choix check (cardinality(choix) between 2 and 6),
  voix int[] not null,
  revision int not null default 1,
  modifie_le timestamptz not null,
  modifie_par uuid not null references agent,
  ouvert_le timestamptz,
  ferme_le timestamptz,
  constraint autant_de_voix_que_de_choix check (cardinality(voix) = cardinality(choix)),
  constraint pas_de_voix_avant_l_ouverture check (ouvert_le is not null or 0 = all (voix)),
  constraint seul_ce_qui_est_ouvert_se_ferme check (ferme_le is null or ouvert_le is not null)
);
comment on table sondage is 'The polls. Never opened: a draft, whose words may change. Opened once: its words are frozen, as a vote must mean what was read. Closed: kept, and opened again at will.';
comment on column sondage.voix is 'How many answered each choice, in the order of the choices. A counter only: no row says who answered, nor when.';
create unique index un_seul_sondage_ouvert on sondage ((true)) where ouvert_le is not null and ferme_le is null;
create index sondage_publie on sondage (ferme_le desc nulls first, numero desc) where ouvert_le is not null;

create table sondage_visite (
  sondage int not null references sondage,
  visite bytea not null constraint visite_de_douze_octets check (length(visite) = 12),
  reseau smallint not null,
  expire_le timestamptz not null,
  primary key (sondage, visite, reseau)
);
comment on table sondage_visite is 'Which renderings of the question have served, so that a double click, a reload or « back » counts once. Nothing personal, by design (ADR 13): no choice, no person, no address. Emptied every day of what expired.';
comment on column sondage_visite.visite is 'Moment and chance of the rendering that was answered; the home page gives the same one to everybody for five seconds.';
comment on column sondage_visite.reseau is '16 bits of a keyed digest of the poll, the visite and the network: some sixty-five thousand IPv4 addresses share each value, and the same network has another in another visite, so that none can be found again or followed.';
comment on column sondage_visite.expire_le is 'When the rendering stops being accepted, 24 hours after it was made: the row serves nothing from then on.';
create index sondage_visite_expire on sondage_visite (expire_le);

grant select, insert, update, delete on sondage to espace_application;
grant select, insert, delete on sondage_visite to espace_application;
