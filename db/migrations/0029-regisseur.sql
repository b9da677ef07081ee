-- Whoever handles the money of the régie is not whoever examines demandes.

alter table agent drop constraint role_connu;
alter table agent add constraint role_connu check (role in ('instructeur', 'responsable', 'administrateur', 'regisseur'));
