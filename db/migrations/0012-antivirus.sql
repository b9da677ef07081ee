-- What the analysis of a file finds beside viruses, and the pages as agents see them.
alter table fichier
  drop constraint etat_de_fichier_connu,
  add constraint etat_de_fichier_connu
    check (etat in ('recue', 'quarantaine', 'saine', 'non_analysee', 'infectee', 'ecartee', 'liberee')),
  add column nettoye_le timestamptz,
  add column pages int,
  add column alertes text[] not null default '{}',
  add column motif text constraint motif_d_ecart_connu
    check (motif in ('illisible', 'trop-lourd', 'mot-de-passe', 'trop-de-pages')),
  add constraint ecartee_pour_un_motif check ((etat = 'ecartee') = (motif is not null));
comment on column fichier.sha256 is 'Of the content as it came: an image is drawn anew afterwards, and the seal proves what is stored.';
comment on column fichier.nettoye_le is 'When it was opened apart, drawn anew if it is an image, and its pages drawn; absent before.';
comment on column fichier.alertes is 'What a PDF holds beside its pages (scripts, attachments…): agents see its pages, and do not open the file.';
comment on column fichier.motif is 'Why it cannot be shown.';
-- What came before an antivirus was configured waits for it.
create index fichier_jamais_analyse on fichier (id) where etat = 'non_analysee';

create table apercu (
  fichier_id uuid not null references fichier on delete cascade,
  page int not null constraint page_d_apercu check (page between 1 and 20),
  image_id uuid not null constraint une_image_un_apercu unique references fichier,
  largeur int not null,
  hauteur int not null,
  primary key (fichier_id, page)
);
comment on table apercu is 'One page of a document, drawn as an image that is a file of its own: agents open nothing else of a stranger.';
grant select, insert, delete on apercu to espace_application;
