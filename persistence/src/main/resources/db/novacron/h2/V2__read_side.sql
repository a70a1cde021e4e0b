-- What lists are made of. Derived from the journal by projections: it may be emptied and built anew
-- by deleting its row in projection_offset. The documents are JSON; the columns are what one asks by.

CREATE TABLE vm_view (
  name VARCHAR(255) PRIMARY KEY,
  version BIGINT NOT NULL,
  state VARCHAR(32) NOT NULL,
  host VARCHAR(255),
  document CHARACTER LARGE OBJECT NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX vm_view_state_idx ON vm_view (state, name);
CREATE INDEX vm_view_host_idx ON vm_view (host, name);

CREATE TABLE vm_label (
  vm VARCHAR(255) NOT NULL,
  label_key VARCHAR(255) NOT NULL,
  label_value VARCHAR(1024) NOT NULL,
  PRIMARY KEY (vm, label_key),
  CONSTRAINT vm_label_vm_fk FOREIGN KEY (vm) REFERENCES vm_view (name) ON DELETE CASCADE
);
CREATE INDEX vm_label_value_idx ON vm_label (label_key, label_value, vm);

CREATE TABLE operation_view (
  id VARCHAR(300) PRIMARY KEY,
  vm VARCHAR(255) NOT NULL,
  state VARCHAR(32) NOT NULL,
  document CHARACTER LARGE OBJECT NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX operation_view_vm_idx ON operation_view (vm, id);
CREATE INDEX operation_view_state_idx ON operation_view (state, id);

CREATE TABLE migration_view (
  id VARCHAR(300) PRIMARY KEY,
  vm VARCHAR(255) NOT NULL,
  state VARCHAR(32) NOT NULL,
  document CHARACTER LARGE OBJECT NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX migration_view_vm_idx ON migration_view (vm, id);
CREATE INDEX migration_view_state_idx ON migration_view (state, id);

CREATE TABLE host (
  name VARCHAR(255) PRIMARY KEY,
  document CHARACTER LARGE OBJECT NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE projection_offset (
  projection VARCHAR(255) PRIMARY KEY,
  last_ordering BIGINT NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
