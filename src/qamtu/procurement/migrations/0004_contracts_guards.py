"""Contracts: by office, appended only; what they bind, accept and pay agrees at every commit."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, fact_table, office_table

OF_PERSONS = (
    "actline", "orderrecipient", "siteclaim", "siteresidence", "sitecompensation",
    "sitecertificate", "siteaid",
)  # fmt: skip
FACTS = (
    "contractstage", "acceptanceact", "actdecision", "contractchange", "stagechange", "penalty",
    "penaltystep", "contractend", "need", "lot", "lotoutcome", "ordertheme", "themestep",
    "competition", "ordercriterion", "ordermember", "orderbid", "bidsheet", "competitionoutcome",
    "monitoringvisit", "orderassessment",
)  # fmt: skip

# Whatever touches a contract is looked at when its transaction ends: the contract's row is held, so
# that two clerks queue up, and the sums are taken anew. Contracts without stages are those that
# were recorded before there were any.
CHECK = """
CREATE FUNCTION procurement_wrong(of_contract bigint, what text) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'contract %: %', of_contract, what
    USING ERRCODE = 'check_violation', CONSTRAINT = what;
END $$;

CREATE FUNCTION procurement_check_contract(of_contract bigint) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c procurement_contract;
  is_ended boolean;
BEGIN
  SELECT * INTO c FROM procurement_contract WHERE id = of_contract FOR NO KEY UPDATE;
  IF c.id IS NULL THEN RETURN; END IF;
  IF c.retracted_at IS NOT NULL THEN
    IF EXISTS (SELECT FROM finance_moneyentry m
                WHERE m.case_id = c.case_id AND m.retracted_at IS NULL)
       OR EXISTS (SELECT FROM procurement_contractstage s
                   WHERE s.contract_id = c.id AND s.retracted_at IS NULL) THEN
      PERFORM procurement_wrong(c.id, 'retracted_contract_binds_nothing');
    END IF;
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM procurement_contractstage s
              JOIN finance_budgetline l ON l.id = s.line_id
             WHERE s.contract_id = c.id AND (l.office_id <> c.office_id
                OR s.office_id <> c.office_id)) THEN
    PERFORM procurement_wrong(c.id, 'stage_of_the_office');
  END IF;
  IF EXISTS (
      SELECT FROM procurement_contractstage s
       WHERE s.contract_id = c.id AND s.retracted_at IS NULL
         AND procurement_stage_sum(s.id) < coalesce((
           SELECT sum(a.amount) FROM procurement_acceptanceact a
            WHERE a.stage_id = s.id AND a.retracted_at IS NULL
              AND NOT EXISTS (SELECT FROM procurement_actdecision d
                               WHERE d.act_id = a.id AND d.retracted_at IS NULL
                                 AND d.kind = 'rejected')), 0)) THEN
    PERFORM procurement_wrong(c.id, 'acts_within_the_stage');
  END IF;
  IF EXISTS (
      SELECT FROM procurement_acceptanceact a
        JOIN procurement_contractstage s ON s.id = a.stage_id
       WHERE s.contract_id = c.id
         AND (SELECT sum(m.amount) FROM procurement_stagepayment p
                JOIN finance_moneyentry m ON m.id = p.entry_id AND m.retracted_at IS NULL
               WHERE p.act_id = a.id)
           > CASE WHEN a.retracted_at IS NULL AND s.retracted_at IS NULL
                   AND EXISTS (SELECT FROM procurement_actdecision d
                                WHERE d.act_id = a.id AND d.retracted_at IS NULL
                                  AND d.kind = 'accepted')
             THEN a.amount ELSE 0 END) THEN
    PERFORM procurement_wrong(c.id, 'paid_against_an_accepted_act');
  END IF;
  IF EXISTS (
      SELECT FROM finance_moneyentry m
       WHERE m.case_id = c.case_id AND m.kind = 'paid' AND m.retracted_at IS NULL
         AND NOT EXISTS (
           SELECT FROM procurement_stagepayment p
             JOIN procurement_acceptanceact a ON a.id = p.act_id
             JOIN procurement_contractstage s ON s.id = a.stage_id
            WHERE p.entry_id = m.id AND s.contract_id = c.id AND s.line_id = m.line_id)) THEN
    PERFORM procurement_wrong(c.id, 'paid_by_stage');
  END IF;
  is_ended := EXISTS (SELECT FROM procurement_contractend e
                       WHERE e.contract_id = c.id AND e.retracted_at IS NULL);
  IF EXISTS (
      SELECT FROM (
        SELECT m.line_id,
               sum(m.amount) FILTER (WHERE m.kind = 'committed') AS bound,
               sum(m.amount) FILTER (WHERE m.kind = 'paid') AS spent
          FROM finance_moneyentry m
         WHERE m.case_id = c.case_id AND m.retracted_at IS NULL GROUP BY m.line_id) money
        FULL JOIN (
        SELECT s.line_id, sum(procurement_stage_sum(s.id)) AS agreed
          FROM procurement_contractstage s
         WHERE s.contract_id = c.id AND s.retracted_at IS NULL GROUP BY s.line_id) stages
          USING (line_id)
       WHERE coalesce(money.bound, 0)
          <> CASE WHEN is_ended THEN coalesce(money.spent, 0) ELSE coalesce(stages.agreed, 0) END) THEN
    PERFORM procurement_wrong(c.id, 'stages_make_the_sum');
  END IF;
END $$;

CREATE FUNCTION procurement_stage_sum(of_stage bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT s.amount + coalesce((
    SELECT sum(g.amount) FROM procurement_stagechange g
      JOIN procurement_contractchange h ON h.id = g.change_id
     WHERE g.stage_id = s.id AND g.retracted_at IS NULL AND h.retracted_at IS NULL), 0)::bigint
    FROM procurement_contractstage s WHERE s.id = of_stage
$$;

CREATE FUNCTION procurement_look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE found bigint;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'procurement_contract' THEN found := NEW.id;
      IF NOT EXISTS (SELECT FROM procurement_contractstage s WHERE s.contract_id = NEW.id)
         AND TG_OP = 'INSERT' THEN
        PERFORM procurement_wrong(NEW.id, 'stages_make_the_sum');
      END IF;
    WHEN 'procurement_contractstage', 'procurement_contractend', 'procurement_contractchange' THEN
      found := NEW.contract_id;
    WHEN 'procurement_stagechange', 'procurement_acceptanceact' THEN
      SELECT s.contract_id INTO found FROM procurement_contractstage s WHERE s.id = NEW.stage_id;
    WHEN 'procurement_actdecision', 'procurement_stagepayment' THEN
      SELECT s.contract_id INTO found FROM procurement_acceptanceact a
        JOIN procurement_contractstage s ON s.id = a.stage_id WHERE a.id = NEW.act_id;
    ELSE
      SELECT c.id INTO found FROM procurement_contract c
       WHERE c.case_id = NEW.case_id
         AND EXISTS (SELECT FROM procurement_contractstage s WHERE s.contract_id = c.id);
  END CASE;
  IF found IS NOT NULL THEN PERFORM procurement_check_contract(found); END IF;
  RETURN NULL;
END $$;
"""
LOOK = """
CREATE CONSTRAINT TRIGGER e_look AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {when} EXECUTE FUNCTION procurement_look();
"""
LOOKED_AT = (
    "contract", "contractstage", "contractend", "contractchange", "stagechange", "acceptanceact",
    "actdecision", "stagepayment",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0009_bound_payments"),
        ("procurement", "0003_contracts"),
    ]
    operations = [
        *(office_table(f"procurement_{name}", of_persons=True) for name in OF_PERSONS),
        *(office_table(f"procurement_{name}") for name in (*FACTS, "stagepayment")),
        *(fact_table(f"procurement_{name}") for name in ("contract", *OF_PERSONS, *FACTS)),
        append_only_table("procurement_stagepayment"),
        migrations.RunSQL(CHECK),
        *(
            migrations.RunSQL(LOOK.format(table=f"procurement_{name}", when=""))
            for name in LOOKED_AT
        ),
        migrations.RunSQL(
            LOOK.format(table="finance_moneyentry", when="WHEN (NEW.case_id IS NOT NULL)")
        ),
    ]
