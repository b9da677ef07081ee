-- How the public pages are read: counts of each day, nothing about anybody.

create table audience (
  jour date not null,
  page text not null constraint page_mesuree_courte check (length(page) between 1 and 200),
  site text not null constraint site_d_origine_court check (length(site) <= 100),
  appareil text not null constraint appareil_connu_de_la_mesure check (appareil in ('telephone', 'tablette', 'ordinateur', 'autre')),
  vues int not null,
  visites int not null,
  primary key (jour, page, site, appareil),
  constraint pas_plus_de_visites_que_de_vues check (visites >= 0 and vues >= greatest(visites, 1))
);
comment on table audience is 'Views and visits of the public pages, by day in Paris, page, referring site ('''' none told, ''*'' beyond three hundred in a day) and class of device. No address, no identifier, nobody. Kept 25 months.';

grant select, insert, update, delete on audience to espace_application;
