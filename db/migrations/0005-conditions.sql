-- The terms, in numbered versions that never change. Until now a text had a date for its version and stood in
-- version_publiee beside the forms; what people accepted was a date in their row.

create table conditions_version (
  texte text not null,
  numero int not null constraint un_numero_commence_a_un check (numero >= 1),
  titre text not null,
  markdown text not null,
  changements text not null,
  publiee_le timestamptz not null,
  publiee_par uuid references agent,
  primary key (texte, numero)
);
comment on table conditions_version is 'Each version of each terms text, as people read it; never changed. texte is * for the general terms, else a démarche.';
comment on column conditions_version.publiee_par is 'Null for the text delivered with the product.';

create table conditions_brouillon (
  texte text primary key,
  markdown text not null,
  changements text not null,
  revision int not null default 1,
  modifie_le timestamptz not null,
  modifie_par uuid not null references agent
);
comment on table conditions_brouillon is 'The next version of a text, while an administrator writes it.';

create table conditions_reponse (
  usager_id uuid not null references usager on delete cascade,
  texte text not null,
  numero int not null,
  reponse text not null constraint reponse_aux_conditions_connue check (reponse in ('acceptee', 'refusee')),
  le timestamptz not null,
  primary key (usager_id, texte, numero, reponse),
  constraint une_reponse_porte_sur_une_version foreign key (texte, numero) references conditions_version
);
comment on table conditions_reponse is 'Who accepted or refused which version. Whoever refused and accepted later accepted.';
comment on column conditions_reponse.reponse is 'Purpose: prove the acceptance of the terms (CRPA L112-9), honour a refusal. Basis: legal duty. Kept: life of the account.';

insert into conditions_version (texte, numero, titre, markdown, changements, publiee_le)
select demarche, row_number() over (partition by demarche order by version, enregistree_le),
  ltrim(split_part(ltrim(contenu ->> 'markdown'), E'\n', 1), '# '), contenu ->> 'markdown', '', enregistree_le
from version_publiee where texte = 'conditions';

create function pg_temp.numero_de(le_texte text, la_version text) returns int language sql as $$
  select coalesce((select numero from (
    select version, row_number() over (partition by demarche order by version, enregistree_le)::int as numero
    from version_publiee where texte = 'conditions' and demarche = le_texte) numerotee where version = la_version), 1)
$$;

insert into conditions_reponse (usager_id, texte, numero, reponse, le)
select u.id, '*', v.numero, 'acceptee', u.conditions_acceptees_le
from usager u join conditions_version v on v.texte = '*' and v.numero = pg_temp.numero_de('*', u.conditions_version);

alter table demande
  alter column conditions_generales_version type int using pg_temp.numero_de('*', conditions_generales_version),
  alter column conditions_version type int using pg_temp.numero_de(demarche, conditions_version);
alter table inscription
  alter column conditions_version type int using pg_temp.numero_de('*', conditions_version);
alter table usager drop column conditions_version, drop column conditions_acceptees_le;

delete from version_publiee where texte = 'conditions';
alter table version_publiee drop column texte, add primary key (demarche, version);
comment on table version_publiee is 'Each form definition ever used; never changed.';

-- What a session may do, as the person answered the terms: everything, read them first, or only read what is theirs.
alter table session
  add column acces text not null default 'plein'
    constraint acces_de_session_connu check (acces in ('plein', 'a-lire', 'restreint'));
comment on column session.acces is 'a-lire: a text changed since the person accepted it; restreint: the general terms were refused.';

-- Settled at sign-in and at each answer. Of the démarches, only those whose terms the person accepted once are asked again.
create function acces_de(l_usager uuid) returns text language sql stable
as $$
  with en_vigueur as (select texte, max(numero) as numero from conditions_version group by texte),
  reponse as (
    select v.texte, v.numero,
      max(r.numero) filter (where r.reponse = 'acceptee') as acceptee,
      bool_or(r.numero = v.numero and r.reponse = 'refusee') as refusee
    from en_vigueur v left join conditions_reponse r on r.texte = v.texte and r.usager_id = l_usager
    group by v.texte, v.numero)
  select case
    when bool_or(texte = '*' and acceptee is distinct from numero and refusee) then 'restreint'
    when bool_or(acceptee is distinct from numero and refusee is not true and (texte = '*' or acceptee is not null))
      then 'a-lire'
    else 'plein' end
  from reponse
$$;

revoke execute on function acces_de(uuid) from public;
grant execute on function acces_de(uuid) to espace_application;
grant select, insert on conditions_version to espace_application;
grant select, insert on conditions_reponse to espace_application;
grant select, insert, update, delete on conditions_brouillon to espace_application;
