-- Who of a cluster does what one of them is to do, until when, and when it was last done. Every job has its row from
-- the start, so that two who claim one at the same time wait for each other.

CREATE TABLE job_lease (
  job VARCHAR(64) PRIMARY KEY,
  holder VARCHAR(255) NOT NULL,
  held_until TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  done_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

INSERT INTO job_lease (job, holder, held_until, done_at) VALUES
  ('journal', '', TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00'),
  ('snapshots', '', TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00');

-- Up to where events may have been forgotten: who reads on from before there is told of it.

CREATE TABLE journal_horizon (
  id INTEGER PRIMARY KEY,
  last_ordering BIGINT NOT NULL
);

INSERT INTO journal_horizon (id, last_ordering) VALUES (1, 0);
