-- History is append-only and chained per object: each row carries the hash of the one before it.
-- The lock is per object, so that writers of different objects never wait for one another.
CREATE FUNCTION history_hash(
  entity text, entity_id uuid, sequence integer, type text, actor_id uuid, acted_as text,
  at timestamptz, from_status text, to_status text, reason text, data jsonb, request_id text, previous_hash text
) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    entity, entity_id, sequence, type, actor_id, acted_as, extract(epoch FROM at)::text,
    from_status, to_status, reason, data, request_id, previous_hash)::text, 'UTF8')), 'hex')
$$;--> statement-breakpoint
CREATE FUNCTION history_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.entity || ':' || NEW.entity_id::text, 0));
  SELECT h.sequence, h.hash INTO last FROM history h
    WHERE h.entity = NEW.entity AND h.entity_id = NEW.entity_id ORDER BY h.sequence DESC LIMIT 1;
  NEW.sequence := coalesce(last.sequence, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, '');
  NEW.hash := history_hash(NEW.entity, NEW.entity_id, NEW.sequence, NEW.type, NEW.actor_id, NEW.acted_as,
    NEW.at, NEW.from_status, NEW.to_status, NEW.reason, NEW.data, NEW.request_id, NEW.previous_hash);
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER history_chain BEFORE INSERT ON history FOR EACH ROW EXECUTE FUNCTION history_chain();--> statement-breakpoint
CREATE FUNCTION history_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER history_refuse_change BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION history_refuse_change();--> statement-breakpoint
CREATE TRIGGER history_refuse_truncate BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION history_refuse_change();
