-- What was submitted is evidence: a revision may be taken back once, and nothing else ever happens to it.
CREATE FUNCTION revisions_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taken_back revisions;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    taken_back := OLD;
    taken_back.taken_back_at := NEW.taken_back_at;
    IF OLD.taken_back_at IS NULL AND NEW.taken_back_at IS NOT NULL AND NEW IS NOT DISTINCT FROM taken_back THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a submitted revision is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER revisions_refuse_change BEFORE UPDATE OR DELETE ON revisions FOR EACH ROW EXECUTE FUNCTION revisions_refuse_change();--> statement-breakpoint
CREATE TRIGGER revisions_refuse_truncate BEFORE TRUNCATE ON revisions FOR EACH STATEMENT EXECUTE FUNCTION revisions_refuse_change();
