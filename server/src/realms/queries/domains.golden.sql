-- listDomains
select "domain", "is_wildcard" as "isWildcard"
  from "realm_domains"
  where "realm_id" = $1
  order by "domain", "is_wildcard";

-- findRulesElsewhere
select "domain", "is_wildcard" as "isWildcard"
  from "realm_domains"
  where "realm_id" <> $1 and "domain" in ($2, $3, $4);

-- holdAllDomains
select pg_advisory_xact_lock(7023501846);

-- findTaken
select "domain", "is_wildcard" as "isWildcard"
  from "realm_domains"
  where "realm_id" <> $1 and ("domain" in ($2, $3) or domain like any ($4::text[]));

-- writeDomains
delete
  from "realm_domains"
  where "realm_id" = $1 and "domain" = $2 and "is_wildcard" = $3;
insert into "realm_domains" ("domain", "is_wildcard", "realm_id")
  values ($1, $2, $3);
