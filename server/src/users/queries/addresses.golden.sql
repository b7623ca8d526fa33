-- findReplacedAddresses
select "address"
  from "user_addresses"
  where "realm_id" = $1 and "user_id" = $2 and "replaced_at" > $3
  order by "replaced_at" desc;
