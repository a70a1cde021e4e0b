-- What a host's roll call compares, without reading documents. Unknown for VMs that have not changed since.

ALTER TABLE vm_view ADD COLUMN grant_token VARCHAR(64);
